package com.scrydon.scim.ingress.filters;

import com.scrydon.scim.ingress.attributes.AttributePath;

/** The attributes of one resource in SQL. */
@FunctionalInterface
public interface SqlTerms {

    SqlTerm term(AttributePath path);
}
