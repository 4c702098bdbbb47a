/** Filters as conditions of SQL, over attributes that a service describes. */
@NullMarked
package com.scrydon.scim.language.sql;

import org.jspecify.annotations.NullMarked;
