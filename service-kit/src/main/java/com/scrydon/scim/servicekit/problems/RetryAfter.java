package com.scrydon.scim.servicekit.problems;

/** When a caller should try again whose request met a store that is away: the same in SCIM and in the APIs. */
public final class RetryAfter {

    public static final int STORE_AWAY_SECONDS = 5;

    private RetryAfter() {}
}
