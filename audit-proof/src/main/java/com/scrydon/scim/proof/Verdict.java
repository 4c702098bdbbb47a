package com.scrydon.scim.proof;

/** What a verification found. */
public sealed interface Verdict {

    /** Every record is what was written, in its order, up to the head. */
    record Intact(long length) implements Verdict {}

    /** The first position at which the stored records differ from what was written, and how. */
    record Broken(long position, String how) implements Verdict {}
}
