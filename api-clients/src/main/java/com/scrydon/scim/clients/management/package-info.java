/** The management API: what is decided that does not come over SCIM. */
@NullMarked
package com.scrydon.scim.clients.management;

import org.jspecify.annotations.NullMarked;
