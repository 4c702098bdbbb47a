/** The description of SCIM attributes, and requests normalised by it. */
@NullMarked
package com.scrydon.scim.ingress.attributes;

import org.jspecify.annotations.NullMarked;
