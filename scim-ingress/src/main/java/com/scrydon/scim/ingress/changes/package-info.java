/** One change: what locks, is admitted, writes and appends its facts in one transaction, retried on conflicts of locks, undone when it is refused; and what came of it. */
@NullMarked
package com.scrydon.scim.ingress.changes;

import org.jspecify.annotations.NullMarked;
