package com.scrydon.scim.ingress.scim.listing;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A place in a list: behind the row with these values of its order.
 *
 * @param sortKey as text; empty if the row has no value, or if the request asks for no order of its own
 */
record Position(Optional<String> sortKey, Instant createdAt, UUID id) {}
