/** What the sink is doing, for health checks. */
@NullMarked
package com.scrydon.scim.audit.status;

import org.jspecify.annotations.NullMarked;
