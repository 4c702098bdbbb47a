package com.scrydon.scim.eventlog.lag;

/**
 * How far a consumer is behind.
 *
 * @param records between what it has committed and the end of its topics
 * @param held those of them that are behind an open transaction, and so not readable yet
 */
record Lag(long records, long held) {

    static final Lag NONE = new Lag(0, 0);

    Lag plus(Lag other) {
        return new Lag(records + other.records, held + other.held);
    }
}
