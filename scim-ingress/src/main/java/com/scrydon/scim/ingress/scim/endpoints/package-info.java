/** What the endpoint of every type of resource does, whichever resource it names (RFC 7644 §3). */
@NullMarked
package com.scrydon.scim.ingress.scim.endpoints;

import org.jspecify.annotations.NullMarked;
