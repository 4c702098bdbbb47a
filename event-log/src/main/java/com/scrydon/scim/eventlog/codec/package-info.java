/** Facts to bytes and back: Confluent wire format around Avro binary, without the registry on the path. */
@NullMarked
package com.scrydon.scim.eventlog.codec;

import org.jspecify.annotations.NullMarked;
