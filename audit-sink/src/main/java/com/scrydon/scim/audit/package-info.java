/** audit-sink. */
@NullMarked
package com.scrydon.scim.audit;

import org.jspecify.annotations.NullMarked;
