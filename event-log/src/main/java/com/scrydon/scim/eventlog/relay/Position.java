package com.scrydon.scim.eventlog.relay;

/** Where a fact lies in its topic. */
public record Position(int partition, long offset) {}
