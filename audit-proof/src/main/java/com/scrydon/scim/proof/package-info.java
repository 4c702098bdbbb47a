/** A SHA-256 chain over the stored bytes of each partition: who alters a record breaks it. */
@NullMarked
package com.scrydon.scim.proof;

import org.jspecify.annotations.NullMarked;
