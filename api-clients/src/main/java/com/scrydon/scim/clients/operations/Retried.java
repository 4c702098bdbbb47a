package com.scrydon.scim.clients.operations;

/** Whether the record could be read and is gone. */
public record Retried(boolean settled) {}
