/** Lists: what a request wants of one (filter, order, window, attributes), as SQL, and as a ListResponse. */
@NullMarked
package com.scrydon.scim.ingress.scim.listing;

import org.jspecify.annotations.NullMarked;
