package com.scrydon.scim.language.filters;

/**
 * How much a service takes. Depth has one limit everywhere, since it bounds a recursion and not a search.
 *
 * @param characters of a text at most
 * @param comparisons of a filter at most
 */
public record FilterLimits(int characters, int comparisons) {}
