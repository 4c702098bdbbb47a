/** The audit API: filters parsed, compiled to SQL and paged by a cursor. */
@NullMarked
package com.scrydon.scim.audit.search;

import org.jspecify.annotations.NullMarked;
