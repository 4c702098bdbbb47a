/** Bulk requests (RFC 7644 §3.7): many changes in one, each a transaction of its own, in an order that resolves their references. */
@NullMarked
package com.scrydon.scim.ingress.scim.bulk;

import org.jspecify.annotations.NullMarked;
