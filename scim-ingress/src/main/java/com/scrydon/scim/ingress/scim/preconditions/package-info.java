/** Versions of resources: ETags, and the conditions that requests put on them (RFC 7644 §3.14). */
@NullMarked
package com.scrydon.scim.ingress.scim.preconditions;

import org.jspecify.annotations.NullMarked;
