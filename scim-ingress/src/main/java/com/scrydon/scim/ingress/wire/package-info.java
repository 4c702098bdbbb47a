/** SCIM on the wire: media type, errors, lists, versions; the one place where refusals become HTTP. */
@NullMarked
package com.scrydon.scim.ingress.wire;

import org.jspecify.annotations.NullMarked;
