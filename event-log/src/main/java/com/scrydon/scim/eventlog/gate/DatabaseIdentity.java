package com.scrydon.scim.eventlog.gate;

/**
 * Which Postgres this is.
 *
 * @param systemIdentifier made by initdb, unsigned 64 bits as text
 * @param timeline raised by every restore to a point in time and every promotion
 */
public record DatabaseIdentity(String systemIdentifier, int timeline) {}
