/** Where whatever fails becomes the error of SCIM, the container included (RFC 7644 §3.12). */
@NullMarked
package com.scrydon.scim.ingress.scim.errors;

import org.jspecify.annotations.NullMarked;
