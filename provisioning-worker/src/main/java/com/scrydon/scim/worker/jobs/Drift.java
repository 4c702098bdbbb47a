package com.scrydon.scim.worker.jobs;

import com.scrydon.scim.supervision.Concern;
import com.scrydon.scim.supervision.PartState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Whether what is in effect is what its definition says, as the newest drift checks found. */
public sealed interface Drift extends PartState {

    /** No organisation has been checked yet, or Postgres does not say. */
    record NotChecked() implements Drift {}

    /** All is as defined. */
    record None(long organisations, Instant oldest) implements Drift {}

    /** Some accounts differ. */
    record Found(long accounts, long organisations) implements Drift {}

    @Override
    default String word() {
        return switch (this) {
            case NotChecked() -> "not checked";
            case None _ -> "none";
            case Found _ -> "found";
        };
    }

    @Override
    default String details() {
        return switch (this) {
            case NotChecked() -> "";
            case None(long organisations, Instant oldest) -> "%d organisations, the oldest check at %s"
                    .formatted(organisations, oldest.truncatedTo(ChronoUnit.SECONDS));
            case Found(long accounts, _) -> accounts + " accounts differ from the definition: scimctl jobs";
        };
    }

    @Override
    default Concern concern() {
        return switch (this) {
            case NotChecked(),None _ -> Concern.NONE;
            case Found _ -> Concern.NEEDS_YOU;
        };
    }
}
