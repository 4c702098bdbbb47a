/** The contracts between services: topics, types of facts, names of headers, URNs; with the Avro sources and SQL migrations beside them. */
@NullMarked
package com.scrydon.scim.schemas;

import org.jspecify.annotations.NullMarked;
