/** Organisations of the management API. */
@NullMarked
package com.scrydon.scim.ingress.management.organisations;

import org.jspecify.annotations.NullMarked;
