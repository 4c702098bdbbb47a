/** How many requests a token, and how many failures an address, may bring: shared out over the live instances (R4). */
@NullMarked
package com.scrydon.scim.ingress.door.limits;

import org.jspecify.annotations.NullMarked;
