package com.scrydon.scim.ctl.operations;

import com.scrydon.scim.clients.operations.Findings.Finding;
import com.scrydon.scim.clients.operations.Job;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How jobs read on a terminal. */
final class JobLines {

    private JobLines() {}

    /** One line: what it is, how it stands, what it found. */
    static String of(Job job) {
        var found = job.kind().equals("recompute")
                ? String.format(Locale.ROOT, "%,d accounts", job.accounts())
                : String.format(Locale.ROOT, "%,d accounts, %,d differ: %,d memberships missing, %,d too many",
                        job.accounts(), job.differing(), job.missing(), job.excess());
        var why = job.failure() != null ? "  " + job.failure() : waiting(job);
        return "%s  %-11s  %-9s  %s  %s  by %s%s".formatted(job.id(), job.kind(), job.state(),
                job.requestedAt().truncatedTo(ChronoUnit.SECONDS), found,
                job.requestedBy() == null ? "the schedule" : job.requestedBy(), why);
    }

    /** Why it does not go on; empty while it does. */
    static String waiting(Job job) {
        return job.waitsFor() == null ? "" : "  waits: " + job.waitsFor();
    }

    /** One line: who, which Team, and what is wrong about it. */
    static String of(Finding finding) {
        var who = finding.email().isEmpty() ? finding.accountId() + " (forgotten)" : finding.email();
        var team = finding.teamName().isEmpty() ? finding.teamId() + " (deleted)" : finding.teamName();
        return finding.missing() ? who + " ought to be in " + team : who + " ought not to be in " + team;
    }
}
