package com.scrydon.scim.audit.intake;

import com.scrydon.scim.audit.judging.ReadRecord;

/** A record with its place in the chain. */
@SuppressWarnings("ArrayRecordComponent") // carries bytes from the hash to the store; never compared
record ChainedRecord(ReadRecord read, String topicId, long position, byte[] salt, byte[] leaf) {}
