package com.scrydon.scim.ingress.scim.search;

import com.scrydon.scim.ingress.scim.listing.SqlPart;

/** One filter and order for each type of resource, with parameters of different names. */
record Union(SqlPart users, SqlPart groups) {}
