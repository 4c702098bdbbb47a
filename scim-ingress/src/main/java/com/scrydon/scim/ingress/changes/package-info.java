/** One change: one transaction with its facts, retried on conflicts of locks, undone when it is refused. */
@NullMarked
package com.scrydon.scim.ingress.changes;

import org.jspecify.annotations.NullMarked;
