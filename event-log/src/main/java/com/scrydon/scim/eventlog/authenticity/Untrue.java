package com.scrydon.scim.eventlog.authenticity;

/** Why a record is not known to be ours. */
public enum Untrue {
    /** It has none: no relay of this version wrote it. */
    NO_MAC("no-mac"),
    /** Made with a key that the ring does not have: forged, or the ring is not up to date. */
    UNKNOWN_KEY("unknown-key"),
    /** Another topic, key, number or content than what was signed, or another key of the same id. */
    WRONG_MAC("wrong-mac"),
    /** A copy: a relay writes into the partition that the key belongs to. */
    WRONG_PARTITION("wrong-partition");

    private final String word;

    Untrue(String word) {
        this.word = word;
    }

    /** As metrics and tables say it. */
    public String word() {
        return word;
    }
}
