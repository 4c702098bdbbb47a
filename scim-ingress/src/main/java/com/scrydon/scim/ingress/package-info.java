/** scim-ingress. */
@NullMarked
package com.scrydon.scim.ingress;

import org.jspecify.annotations.NullMarked;
