/** Lists: what a request wants of one (filter, order, window, attributes), as SQL, and as a ListResponse. */
@NullMarked
package com.scrydon.scim.ingress.listing;

import org.jspecify.annotations.NullMarked;
