/** SCIM 2.0 as identity providers see it (RFC 7643, RFC 7644). */
@NullMarked
package com.scrydon.scim.ingress.scim;

import org.jspecify.annotations.NullMarked;
