package com.scrydon.scim.clients.management;

import java.util.List;

/** Oldest first. */
public record Tokens(List<Token> tokens) {}
