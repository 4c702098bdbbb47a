package com.scrydon.scim.ingress.wire;

/**
 * Which part of a list is asked for (RFC 7644 §3.4.2.4).
 *
 * @param startIndex from 1
 * @param count at most {@link #MAX_COUNT}; 0 asks for the total only
 */
public record PageRequest(long startIndex, int count) {

    public static final int DEFAULT_COUNT = 100;
    public static final int MAX_COUNT = 1_000;

    public long offset() {
        return startIndex - 1;
    }

    static PageRequest of(long startIndex, long count) {
        return new PageRequest(Math.max(1, startIndex), Math.clamp(count, 0, MAX_COUNT));
    }
}
