package com.scrydon.scim.eventlog.refusals;

import org.jspecify.annotations.Nullable;

/**
 * What was asked, and what the answer was.
 *
 * @param path without the query
 * @param endpoint at or below which the path is: one of few, so that counts are few whatever paths are made up
 * @param scimType the SCIM error's, if it has one
 * @param detail what the client was told
 */
public record RefusedRequest(String method, String path, String endpoint, int status, @Nullable String scimType,
        String detail) {}
