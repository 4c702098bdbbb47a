/** SCIM Groups: their members, their nesting, and the Teams they feed. */
@NullMarked
package com.scrydon.scim.ingress.scim.groups;

import org.jspecify.annotations.NullMarked;
