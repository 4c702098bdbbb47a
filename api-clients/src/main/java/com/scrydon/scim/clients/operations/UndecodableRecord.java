package com.scrydon.scim.clients.operations;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A record that could not be decoded; of a list, with the first bytes of its payload, in base64. */
public record UndecodableRecord(UUID id, String topic, int partition, long offset, @Nullable String key, String cause,
        int attempts, Instant recordedAt, Instant triedAt, long payloadBytes, @Nullable String payload) {}
