/** How SCIM looks on the wire, whatever the resource: media types, JSON, errors, lists, ETags, pages. */
@NullMarked
package com.scrydon.scim.ingress.wire;

import org.jspecify.annotations.NullMarked;
