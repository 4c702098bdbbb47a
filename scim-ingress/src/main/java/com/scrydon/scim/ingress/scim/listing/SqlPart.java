package com.scrydon.scim.ingress.scim.listing;

import com.scrydon.scim.language.sql.SqlCondition;

/**
 * What one type of resource contributes to a list over several.
 *
 * @param key of the order as text, the one type that all of them can have
 */
public record SqlPart(SqlCondition condition, String key) {}
