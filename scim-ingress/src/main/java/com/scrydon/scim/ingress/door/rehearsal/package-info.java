/** What the service does before it says that it is ready, so that the first requests find it warm (docs/decisions/032-rehearsal.md). */
@NullMarked
package com.scrydon.scim.ingress.door.rehearsal;

import org.jspecify.annotations.NullMarked;
