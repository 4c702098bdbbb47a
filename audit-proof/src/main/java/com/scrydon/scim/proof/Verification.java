package com.scrydon.scim.proof;

import java.util.Arrays;
import java.util.Iterator;

/** Walks a chain from its first record and compares with the stored head. Reads each record once, keeps none. */
public final class Verification {

    private Verification() {}

    /** Verifies the links, given in order of position, against the stored head and length. */
    public static Verdict of(Iterator<Link> links, byte[] storedHead, long storedLength) {
        byte[] head = Chain.emptyHead();
        long position = 0;
        while (links.hasNext()) {
            var link = links.next();
            position++;
            if (link.position() != position) {
                return new Verdict.Broken(position, "the record is missing: position " + link.position() + " follows");
            }
            if (link.salt().length != Chain.SALT_BYTES
                    || !Arrays.equals(Chain.leaf(link.salt(), link.raw()), link.leaf())) {
                return new Verdict.Broken(position, "bytes and salt do not give the stored leaf");
            }
            head = Chain.append(head, link.leaf());
        }
        if (position != storedLength) {
            return new Verdict.Broken(position + 1, "the head stands at " + storedLength + " records");
        }
        return Arrays.equals(head, storedHead)
                ? new Verdict.Intact(position)
                : new Verdict.Broken(position, "the leaves do not give the stored head");
    }
}
