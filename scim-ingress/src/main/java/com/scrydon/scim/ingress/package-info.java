/** SCIM for identity providers, and the management API: the only writer of the schema {@code directory}. */
@NullMarked
package com.scrydon.scim.ingress;

import org.jspecify.annotations.NullMarked;
