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

    /** Some accounts differ, most of them in the organisation of that short name. */
    record Found(long accounts, String worst) implements Drift {}

    /** Organisations have had no check for twice as long as they ought to. */
    record Overdue(long organisations) implements Drift {}

    /** What the newest checks say, those that are missing included. */
    static Drift of(JobStore.Summary summary) {
        if (summary.differing() > 0) {
            return new Found(summary.differing(), summary.worst().orElse(""));
        }
        if (summary.late() > 0) {
            return new Overdue(summary.late());
        }
        return summary.oldest().<Drift>map(oldest -> new None(summary.organisations(), oldest))
                .orElseGet(NotChecked::new);
    }

    @Override
    default String word() {
        return switch (this) {
            case NotChecked() -> "not checked";
            case None _ -> "none";
            case Found _ -> "found";
            case Overdue _ -> "overdue";
        };
    }

    @Override
    default String details() {
        return switch (this) {
            case NotChecked() -> "";
            case None(long organisations, Instant oldest) -> "%d organisations, the oldest check at %s"
                    .formatted(organisations, oldest.truncatedTo(ChronoUnit.SECONDS));
            case Found(long accounts, String worst) ->
                "%d accounts differ from the definition, most of them in %s: scimctl jobs there".formatted(accounts,
                        worst);
            case Overdue(long organisations) ->
                "%d organisations have not been checked for too long: scimctl jobs says what their checks wait for"
                        .formatted(organisations);
        };
    }

    @Override
    default Concern concern() {
        return switch (this) {
            case NotChecked(),None _ -> Concern.NONE;
            case Found _,Overdue _ -> Concern.NEEDS_YOU;
        };
    }
}
