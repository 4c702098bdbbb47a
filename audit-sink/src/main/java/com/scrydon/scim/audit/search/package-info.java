/** The audit API: records found by a filter, and paged by a cursor. */
@NullMarked
package com.scrydon.scim.audit.search;

import org.jspecify.annotations.NullMarked;
