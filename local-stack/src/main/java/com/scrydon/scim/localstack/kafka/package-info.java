/** A real KRaft broker as a part of the stack. */
@NullMarked
package com.scrydon.scim.localstack.kafka;

import org.jspecify.annotations.NullMarked;
