/** The one description of the attributes of Users and Groups, and what follows from it: normalising and projection. */
@NullMarked
package com.scrydon.scim.ingress.scim.attributes;

import org.jspecify.annotations.NullMarked;
