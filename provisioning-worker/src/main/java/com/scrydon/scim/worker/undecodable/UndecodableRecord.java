package com.scrydon.scim.worker.undecodable;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be decoded, for operators.
 *
 * @param key as it came; null if it had none
 * @param cause why it could not be decoded, at the last attempt
 * @param payloadBytes length of the whole payload
 * @param payload base64 (RFC 4648) of its beginning, or of all of it where one record is asked for; null if it had no value
 */
public record UndecodableRecord(UUID id, String topic, int partition, long offset, @Nullable String key, String cause,
        int attempts, Instant recordedAt, Instant triedAt, int payloadBytes, @Nullable String payload) {}
