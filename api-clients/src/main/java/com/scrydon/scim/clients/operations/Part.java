package com.scrydon.scim.clients.operations;

/** What a part says of itself: one or two words, numbers and reasons, and whether it is fine, heals itself or needs you. */
public record Part(String state, String details, String concern) {}
