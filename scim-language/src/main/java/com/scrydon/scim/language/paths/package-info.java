/** Paths to attributes, as filters, PATCH, projections and orders write them. */
@NullMarked
package com.scrydon.scim.language.paths;

import org.jspecify.annotations.NullMarked;
