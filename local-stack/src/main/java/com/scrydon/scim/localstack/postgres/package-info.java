/** A real PostgreSQL as a part of the stack. */
@NullMarked
package com.scrydon.scim.localstack.postgres;

import org.jspecify.annotations.NullMarked;
