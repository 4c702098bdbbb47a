package com.scrydon.scim.clients.management;

/** Sign-ins that went alike: succeeded, failed or throttled. */
public record SignIns(String outcome, String name, String address, long count) {}
