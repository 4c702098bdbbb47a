/** Lists over all types of resource at once: {@code GET} and {@code POST /.search} at the base path. */
@NullMarked
package com.scrydon.scim.ingress.scim.search;

import org.jspecify.annotations.NullMarked;
