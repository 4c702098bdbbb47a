/** Organisations of the management API. */
@NullMarked
package com.scrydon.scim.ingress.organisations;

import org.jspecify.annotations.NullMarked;
