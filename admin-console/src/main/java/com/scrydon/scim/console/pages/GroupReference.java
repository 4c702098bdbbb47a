package com.scrydon.scim.console.pages;

/** A group in answers of the management API. */
public record GroupReference(String id, String displayName) {}
