/** Records that no schema reads: kept with what is known of them, shown, and tried again (R30). */
@NullMarked
package com.scrydon.scim.worker.undecodable;

import org.jspecify.annotations.NullMarked;
