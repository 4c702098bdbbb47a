package com.scrydon.scim.audit.intake;

import com.scrydon.scim.audit.judging.ReadRecord;
import com.scrydon.scim.proof.Chain;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** Appends records to a chain, in memory. */
final class Chaining {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Chaining() {}

    /** Records with their places, and the head after the last of them, which has read no further than before. */
    record Result(List<ChainedRecord> records, ChainHead head) {}

    /** @param topicId of the topic that they were read from */
    static Result append(ChainHead head, String topicId, List<ReadRecord> records) {
        byte[] hash = head.hash();
        long length = head.length();
        List<ChainedRecord> chained = new ArrayList<>(records.size());
        for (var record : records) {
            byte[] salt = new byte[Chain.SALT_BYTES];
            RANDOM.nextBytes(salt);
            byte[] leaf = Chain.leaf(salt, record.rawOrEmpty());
            hash = Chain.append(hash, leaf);
            length++;
            chained.add(new ChainedRecord(record, topicId, length, salt, leaf));
        }
        return new Result(chained, new ChainHead(head.topicId(), head.lastOffset(), hash, length));
    }
}
