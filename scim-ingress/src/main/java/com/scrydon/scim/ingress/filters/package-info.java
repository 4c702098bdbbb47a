/** SCIM filters: parsed once, evaluated on elements or compiled to SQL. */
@NullMarked
package com.scrydon.scim.ingress.filters;

import org.jspecify.annotations.NullMarked;
