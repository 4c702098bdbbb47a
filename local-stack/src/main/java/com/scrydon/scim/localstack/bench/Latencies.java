package com.scrydon.scim.localstack.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Durations of many calls of one kind. */
final class Latencies {

    private static final double NANOS_PER_MILLI = 1e6;

    private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());

    /** Something that takes time. */
    @FunctionalInterface
    interface Call {
        void make() throws Exception;
    }

    /** Makes so many calls, one after the other, after some that do not count. */
    static Latencies of(int warmUp, int calls, Call call) throws Exception {
        for (int i = 0; i < warmUp; i++) {
            call.make();
        }
        var latencies = new Latencies();
        for (int i = 0; i < calls; i++) {
            long began = System.nanoTime();
            call.make();
            latencies.add(System.nanoTime() - began);
        }
        return latencies;
    }

    void add(long duration) {
        nanos.add(duration);
    }

    double median() {
        return quantile(0.5);
    }

    double p99() {
        return quantile(0.99);
    }

    /** In milliseconds. */
    private double quantile(double share) {
        List<Long> sorted;
        synchronized (nanos) {
            sorted = nanos.stream().sorted().toList();
        }
        if (sorted.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * (sorted.size() - 1))))
                / NANOS_PER_MILLI;
    }
}
