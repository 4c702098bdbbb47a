/** SCIM filters: the grammar, the tree that it gives, and which comparisons have a meaning. */
@NullMarked
package com.scrydon.scim.language.filters;

import org.jspecify.annotations.NullMarked;
