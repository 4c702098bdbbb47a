/** Facts appended in the transaction of their change, numbered under the lock of their aggregate. */
@NullMarked
package com.scrydon.scim.eventlog.outbox;

import org.jspecify.annotations.NullMarked;
