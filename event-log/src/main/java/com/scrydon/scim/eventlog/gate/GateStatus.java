package com.scrydon.scim.eventlog.gate;

import com.scrydon.scim.supervision.Concern;
import com.scrydon.scim.supervision.PartState;

/** Whether this process may write, as far as it knows. */
public sealed interface GateStatus extends PartState {

    /** It has only begun, and nothing is written before Postgres was compared. */
    record Comparing() implements GateStatus {}

    /** It may; {@code with} is what Postgres was compared with. */
    record Open(String with) implements GateStatus {}

    /** It may, though nothing is known that Postgres could be compared with until Kafka is back (R28). */
    record Unproven(String why) implements GateStatus {}

    /** Nothing is written and nothing published; {@code because} has the reason and what to do. */
    record Closed(String because) implements GateStatus {}

    @Override
    default String word() {
        return switch (this) {
            case Comparing _ -> "comparing";
            case Open _ -> "open";
            case Unproven _ -> "unproven";
            case Closed _ -> "closed";
        };
    }

    @Override
    default String details() {
        return switch (this) {
            case Comparing _ -> "Postgres is compared with what is known of it";
            case Open(var with) -> "compared with " + with;
            case Unproven(var why) -> "nothing is known that Postgres could be compared with, and " + why;
            case Closed(var because) -> because;
        };
    }

    @Override
    default Concern concern() {
        return switch (this) {
            case Comparing _,Open _ -> Concern.NONE;
            case Unproven _ -> Concern.HEALS_ITSELF;
            case Closed _ -> Concern.NEEDS_YOU;
        };
    }
}
