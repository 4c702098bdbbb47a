package com.scrydon.scim.audit.intake;

import com.scrydon.scim.audit.chain.Chain;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** Appends records to a chain, in memory. */
final class Chaining {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Chaining() {}

    /** Records with their places, and the head after the last of them. */
    record Result(List<ChainedRecord> records, ChainHead head) {}

    /** Appends those of the records that the chain does not hold yet, in their order. */
    static Result append(ChainHead head, String topicId, List<ReadRecord> records) {
        var missing = records.stream().filter(r -> !head.holds(topicId, r.source().offset())).toList();
        byte[] hash = head.hash();
        long length = head.length();
        long last = head.topicId().equals(topicId) ? head.lastOffset() : ChainHead.NOTHING_READ;
        List<ChainedRecord> chained = new ArrayList<>(missing.size());
        for (var record : missing) {
            byte[] salt = new byte[Chain.SALT_BYTES];
            RANDOM.nextBytes(salt);
            byte[] leaf = Chain.leaf(salt, record.rawOrEmpty());
            hash = Chain.append(hash, leaf);
            length++;
            last = record.source().offset();
            chained.add(new ChainedRecord(record, topicId, length, salt, leaf));
        }
        return new Result(chained, new ChainHead(topicId, last, hash, length));
    }
}
