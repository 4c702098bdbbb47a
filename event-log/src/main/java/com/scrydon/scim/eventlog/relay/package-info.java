/** One leader moves facts from the outbox into Kafka: in order per key, each exactly once. */
@NullMarked
package com.scrydon.scim.eventlog.relay;

import org.jspecify.annotations.NullMarked;
