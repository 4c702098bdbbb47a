/** Ordered batches from Kafka to a handler, the same batch again until it works. */
@NullMarked
package com.scrydon.scim.eventlog.consumers;

import org.jspecify.annotations.NullMarked;
