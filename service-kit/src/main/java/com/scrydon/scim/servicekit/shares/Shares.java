package com.scrydon.scim.servicekit.shares;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * Shares out a number of units among owners. While others wait, an owner is given no more than a quarter; alone it may have all but a
 * reserve, which is kept for removals of access; what is slow never has more than a quarter (docs/decisions/019-bulkheads.md). Who waits
 * is served in the order of coming, past those who have their share; and not for ever.
 *
 * <p>One unit is always within a quarter: a number below four cannot be shared out better.
 */
public final class Shares {

    /** After how many seconds who was given none may ask again: what others have is theirs for a request, not longer. */
    public static final int AGAIN_SECONDS = 5;

    private static final int PARTS = 4;

    private final int total;
    private final int reserve;
    private final int mostWaiting;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Waiter> line = new ArrayList<>();
    private final Map<Object, Integer> held = new HashMap<>();
    private int used;

    /**
     * Nothing is taken yet.
     *
     * @param total units that there are
     * @param reserve of them for removals, fewer than there are
     * @param mostWaiting requests of one owner that may stand in the line; more are refused at once
     */
    public Shares(int total, int reserve, int mostWaiting) {
        if (reserve < 0 || total <= reserve || mostWaiting < 0) {
            throw new IllegalArgumentException("a reserve is 0 or more and less than the total");
        }
        this.total = total;
        this.reserve = reserve;
        this.mostWaiting = mostWaiting;
    }

    /** What was taken; to be given back once it is not used any more. */
    public final class Share implements AutoCloseable {

        private final Object owner;
        private final int units;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Share(Object owner, int units) {
            this.owner = owner;
            this.units = units;
        }

        /** Gives it back; a second time does nothing. */
        @Override
        public void close() {
            if (!closed.getAndSet(true)) {
                giveBack(owner, units);
            }
        }
    }

    private final class Waiter {

        private final Object owner;
        private final int units;
        private final Need need;
        private final Condition changed = lock.newCondition();
        private boolean served;

        Waiter(Object owner, int units, Need need) {
            this.owner = owner;
            this.units = units;
            this.need = need;
        }

        /** Whether there is as much as this, owners aside. */
        boolean isFree() {
            return total - used - units >= (need == Need.REMOVAL ? 0 : reserve);
        }

        /** Whether its owner has no more than a quarter with it; the first that somebody takes may be more. */
        boolean isWithinQuarter() {
            int has = held.getOrDefault(owner, 0);
            return has == 0 || has + units <= Math.max(1, total / PARTS);
        }

        /** @param others owners who wait for what is given out now, and not for what they have themselves */
        boolean mayHave(Set<Object> others) {
            boolean alone = others.isEmpty() || (others.size() == 1 && others.contains(owner));
            return isFree() && (isWithinQuarter() || (need != Need.SLOW && alone));
        }
    }

    /**
     * Takes units, as soon as the owner may have them.
     *
     * @param owner organisation, or whatever else stands for those who share its fate
     * @param units 1 or more; more than there can ever be counts as all there can be
     * @return empty if it may not for so long, or if too many of the owner wait already
     */
    public Optional<Share> take(Object owner, int units, Need need, Duration patience) {
        var waiter = new Waiter(owner, Math.clamp(units, 1, total - (need == Need.REMOVAL ? 0 : reserve)), need);
        lock.lock();
        try {
            line.add(waiter);
            serve();
            if (!waiter.served && !patience.isZero() && waiting(owner) <= mostWaiting) {
                await(waiter, patience);
            }
            line.remove(waiter);
            return waiter.served ? Optional.of(new Share(owner, waiter.units)) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            line.remove(waiter);
            if (waiter.served) {
                giveBack(owner, waiter.units);
            }
            return Optional.empty();
        } finally {
            // Whoever leaves the line may have been in somebody's way.
            serve();
            lock.unlock();
        }
    }

    /** Units that are taken now. */
    public int used() {
        lock.lock();
        try {
            return used;
        } finally {
            lock.unlock();
        }
    }

    /** Requests that stand in the line. */
    public int waiting() {
        lock.lock();
        try {
            return line.size();
        } finally {
            lock.unlock();
        }
    }

    /** Units that there are. */
    public int total() {
        return total;
    }

    private void await(Waiter waiter, Duration patience) throws InterruptedException {
        long nanos = patience.toNanos();
        while (!waiter.served && nanos > 0) {
            nanos = waiter.changed.awaitNanos(nanos);
        }
    }

    private long waiting(Object owner) {
        return line.stream().filter(waiter -> waiter.owner.equals(owner)).count();
    }

    /** In the order of coming. */
    private void serve() {
        for (var next = next(); next.isPresent(); next = next()) {
            var waiter = next.get();
            waiter.served = true;
            line.remove(waiter);
            used += waiter.units;
            held.merge(waiter.owner, waiter.units, Integer::sum);
            waiter.changed.signal();
        }
    }

    private Optional<Waiter> next() {
        if (used == total || line.isEmpty()) {
            return Optional.empty();
        }
        var others = line.stream().filter(Waiter::isWithinQuarter).map(waiter -> waiter.owner)
                .collect(Collectors.toSet());
        return line.stream().filter(waiter -> waiter.mayHave(others)).findFirst();
    }

    private void giveBack(Object owner, int units) {
        lock.lock();
        try {
            used -= units;
            held.computeIfPresent(owner, (_, had) -> had == units ? null : had - units);
            serve();
        } finally {
            lock.unlock();
        }
    }
}
