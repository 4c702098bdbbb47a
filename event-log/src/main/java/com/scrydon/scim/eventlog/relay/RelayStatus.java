package com.scrydon.scim.eventlog.relay;

import com.scrydon.scim.supervision.Concern;
import com.scrydon.scim.supervision.PartState;

/** What a relay is doing, for health, metrics and status pages. */
public sealed interface RelayStatus extends PartState {

    /** Another instance leads; this one stands by. */
    record StandingBy() implements RelayStatus {}

    /** This instance leads and publishes; {@code batch} is the last one moved. */
    record Leading(long batch) implements RelayStatus {}

    /** Something fails and is tried again; facts wait in the outbox. Whether that can heal by itself is what the failure says. */
    record Waiting(String reason, Concern concern) implements RelayStatus {}

    /** Nothing is published and the write gate is closed until {@code scimctl restore} opens it. */
    record GateClosed(String reason) implements RelayStatus {}

    @Override
    default String word() {
        return switch (this) {
            case StandingBy() -> "standing by";
            case Leading _ -> "leading";
            case Waiting _ -> "waiting";
            case GateClosed _ -> "publishing nothing";
        };
    }

    @Override
    default String details() {
        return switch (this) {
            case StandingBy() -> "another instance leads";
            case Leading(long batch) -> "last batch " + batch;
            case Waiting(var reason, _) -> reason;
            case GateClosed(var reason) -> reason;
        };
    }

    @Override
    default Concern concern() {
        return switch (this) {
            case StandingBy(),Leading _ -> Concern.NONE;
            case Waiting(_, var concern) -> concern;
            case GateClosed _ -> Concern.NEEDS_YOU;
        };
    }
}
