package com.scrydon.scim.eventlog.relay;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An unpublished fact.
 *
 * @param id its place in the outbox
 * @param topic name of the topic
 * @param key the topic's key
 * @param eventSeq its number, empty on an unordered topic
 * @param payload the framed Avro record
 * @param withoutTwin whether the state topics stay as they are: they have a later fact of the key already
 */
@SuppressWarnings("ArrayRecordComponent") // rows are never compared; a copy of each payload would cost for nothing
public record OutboxRow(long id, UUID eventId, UUID organisationId, String topic, String key, Optional<Long> eventSeq,
        String type, byte[] payload, Instant occurredAt, boolean withoutTwin) {}
