/** What every request carries: its id, where it came from, on whose behalf it changes something. */
@NullMarked
package com.scrydon.scim.ingress.door.requests;

import org.jspecify.annotations.NullMarked;
