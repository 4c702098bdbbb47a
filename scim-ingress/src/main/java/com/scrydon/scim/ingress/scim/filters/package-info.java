/** SCIM filters: parsed into a bounded tree, compiled to SQL conditions, or matched against one element. */
@NullMarked
package com.scrydon.scim.ingress.scim.filters;

import org.jspecify.annotations.NullMarked;
