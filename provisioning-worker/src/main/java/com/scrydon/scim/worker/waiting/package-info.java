/** Accounts that cannot be applied now: parked, tried again, released, and a breaker for when they are many (R30). */
@NullMarked
package com.scrydon.scim.worker.waiting;

import org.jspecify.annotations.NullMarked;
