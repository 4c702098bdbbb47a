/** What the service does before it says that it is ready, so that the first requests find it warm. */
@NullMarked
package com.scrydon.scim.ingress.rehearsal;

import org.jspecify.annotations.NullMarked;
