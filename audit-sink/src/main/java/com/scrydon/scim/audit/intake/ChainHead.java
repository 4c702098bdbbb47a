package com.scrydon.scim.audit.intake;

/**
 * Where the chain of one partition ends.
 *
 * @param topicId Kafka's id of the topic that was read; another id means a topic made anew, whose offsets start again
 * @param lastOffset offset of the last record; -1 before the first
 * @param hash head of the chain
 * @param length number of records in the chain
 */
@SuppressWarnings("ArrayRecordComponent") // carries bytes between store and hash; never compared
record ChainHead(String topicId, long lastOffset, byte[] hash, long length) {

    static final long NOTHING_READ = -1;

    /** The same chain, read up to here. */
    ChainHead readTo(String readTopicId, long offset) {
        return new ChainHead(readTopicId, offset, hash, length);
    }

    /** Offset of the last record of the topic that is in the chain. */
    long lastOffsetOf(String readTopicId) {
        return topicId.equals(readTopicId) ? lastOffset : NOTHING_READ;
    }

    /** Whether a record of the topic is in the chain already. */
    boolean holds(String readTopicId, long offset) {
        return offset <= lastOffsetOf(readTopicId);
    }
}
