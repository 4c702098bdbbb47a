/** What rate limits of all services have in common. */
@NullMarked
package com.scrydon.scim.servicekit.limits;

import org.jspecify.annotations.NullMarked;
