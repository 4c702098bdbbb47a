/** Accounts whose recomputation failed on their data wait here, visible, and are tried again. */
@NullMarked
package com.scrydon.scim.worker.parking;

import org.jspecify.annotations.NullMarked;
