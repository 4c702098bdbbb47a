package com.scrydon.scim.worker.jobs;

import com.scrydon.scim.worker.jobs.Job.Found;
import java.util.List;
import java.util.UUID;

/**
 * What a step looked at.
 *
 * @param accounts in the order of ids
 * @param differences of them, in the same order; empty if nobody asked
 * @param isLast whether no account comes behind them
 */
record Looked(List<UUID> accounts, List<Difference> differences, boolean isLast) {

    /** So many differences are held of one step. */
    static final int MOST_DIFFERENCES = 20_000;

    /**
     * A step that ends before the account in which the differences ran out, so that each account is looked at whole; one account alone with more
     * differences than are held is told by those that are.
     */
    static Looked cut(List<UUID> accounts, List<Difference> differences, boolean isLast) {
        if (differences.size() < MOST_DIFFERENCES) {
            return new Looked(accounts, differences, isLast);
        }
        var cutIn = differences.getLast().accountId();
        var before = differences.stream().filter(difference -> !difference.accountId().equals(cutIn)).toList();
        int end = accounts.indexOf(cutIn);
        return before.isEmpty()
                ? new Looked(accounts.subList(0, end + 1), differences, isLast && end + 1 == accounts.size())
                : new Looked(accounts.subList(0, end), before, false);
    }

    /** Those that differ. */
    List<UUID> differing() {
        return differences.stream().map(Difference::accountId).distinct().toList();
    }

    Found found() {
        long missing = differences.stream().filter(Difference::missing).count();
        return new Found(accounts.size(), differing().size(), missing, differences.size() - missing);
    }

    /** The same accounts with other differences. */
    Looked with(List<Difference> others) {
        return new Looked(accounts, others, isLast);
    }
}
