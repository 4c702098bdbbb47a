/** Teams of the management API: native ones, names, members by hand, members in effect and why. */
@NullMarked
package com.scrydon.scim.ingress.management.teams;

import org.jspecify.annotations.NullMarked;
