package com.scrydon.scim.localstack.bench;

import org.HdrHistogram.ConcurrentHistogram;

/** Durations of many calls of one kind, each to three digits. */
final class Latencies {

    private static final int DIGITS = 3;
    private static final double NANOS_PER_MILLI = 1e6;

    private final ConcurrentHistogram nanos = new ConcurrentHistogram(DIGITS);

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
        nanos.recordValue(duration);
    }

    double median() {
        return percentile(50);
    }

    double p99() {
        return percentile(99);
    }

    /** In milliseconds. */
    private double percentile(double percent) {
        if (nanos.getTotalCount() == 0) {
            throw new IllegalStateException("nothing was measured");
        }
        return nanos.getValueAtPercentile(percent) / NANOS_PER_MILLI;
    }
}
