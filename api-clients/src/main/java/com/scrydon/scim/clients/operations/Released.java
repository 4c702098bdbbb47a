package com.scrydon.scim.clients.operations;

/** How many are due. */
public record Released(int accounts) {}
