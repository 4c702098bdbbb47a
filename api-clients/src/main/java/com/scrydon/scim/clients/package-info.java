/** Clients of the three APIs of the product, and what comes of a call that fails. */
@NullMarked
package com.scrydon.scim.clients;

import org.jspecify.annotations.NullMarked;
