/** SCIM Groups, their members and their nesting. */
@NullMarked
package com.scrydon.scim.ingress.groups;

import org.jspecify.annotations.NullMarked;
