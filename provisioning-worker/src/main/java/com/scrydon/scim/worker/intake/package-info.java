/** Records from Kafka, decoded, or kept raw where they cannot be. */
@NullMarked
package com.scrydon.scim.worker.intake;

import org.jspecify.annotations.NullMarked;
