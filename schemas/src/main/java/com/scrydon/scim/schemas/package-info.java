/** The contracts between services: topic declarations, with the Avro sources and SQL migrations beside them. */
@NullMarked
package com.scrydon.scim.schemas;

import org.jspecify.annotations.NullMarked;
