package com.scrydon.scim.eventlog.gate;

/** Whether this process may write, as far as it knows. */
public sealed interface GateStatus {

    /** It has only begun, and nothing is written before Postgres was compared. */
    record Comparing() implements GateStatus {}

    /** It may; {@code with} is what Postgres was compared with. */
    record Open(String with) implements GateStatus {}

    /** It may, though nothing is known that Postgres could be compared with until Kafka is back (R28). */
    record Unproven(String why) implements GateStatus {}

    /** Nothing is written and nothing published; {@code because} has the reason and what to do. */
    record Closed(String because) implements GateStatus {}

    /** For people: health, logs and the launcher's board. */
    default String words() {
        return switch (this) {
            case Comparing _ -> "comparing Postgres with what is known of it";
            case Open(var with) -> "open, compared with " + with;
            case Unproven(var why) -> "unproven: nothing is known that Postgres could be compared with, and " + why;
            case Closed(var because) -> "closed: " + because;
        };
    }
}
