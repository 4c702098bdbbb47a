/** The management API: what people of an organisation do about it, with a JWT. */
@NullMarked
package com.scrydon.scim.ingress.management;

import org.jspecify.annotations.NullMarked;
