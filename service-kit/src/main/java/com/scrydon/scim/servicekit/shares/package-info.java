/** Bulkheads: what there is little of (connections, memory, workers) is shared out so that no organisation can hold up another. */
@NullMarked
package com.scrydon.scim.servicekit.shares;

import org.jspecify.annotations.NullMarked;
