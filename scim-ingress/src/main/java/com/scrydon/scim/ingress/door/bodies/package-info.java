/** Bodies of requests: taken in as they arrive, bounded in bytes and time, and worked on one after the other (R4, decision 021). */
@NullMarked
package com.scrydon.scim.ingress.door.bodies;

import org.jspecify.annotations.NullMarked;
