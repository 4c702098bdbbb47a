/** Bodies of requests: taken in as they arrive, bounded in bytes and time, and worked on one after the other (R4, docs/decisions/021-bodies.md). */
@NullMarked
package com.scrydon.scim.ingress.door.bodies;

import org.jspecify.annotations.NullMarked;
