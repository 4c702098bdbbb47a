/** SCIM Groups: their members, their nesting, and the Teams they feed. */
@NullMarked
package com.scrydon.scim.ingress.groups;

import org.jspecify.annotations.NullMarked;
