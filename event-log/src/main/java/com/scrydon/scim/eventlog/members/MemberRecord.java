package com.scrydon.scim.eventlog.members;

import org.jspecify.annotations.Nullable;

/**
 * A record of {@link com.scrydon.scim.schemas.Topic#GROUP_MEMBERS_STATE}.
 *
 * @param key of the group and the member
 * @param value the framed Avro record; null for a tombstone: it is no member any more
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record MemberRecord(String key, byte @Nullable [] value) {}
