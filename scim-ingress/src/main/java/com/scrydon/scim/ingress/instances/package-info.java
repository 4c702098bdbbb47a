/** Counts the live instances of the ingress, among which limits are shared out. */
@NullMarked
package com.scrydon.scim.ingress.instances;

import org.jspecify.annotations.NullMarked;
