package com.scrydon.scim.ingress.door.tokens;

/** What is known of a raw token. Clients are told only whether it is good (R1); the audit log is told more. */
sealed interface Verification {

    /** It is good. */
    record Valid(KnownToken token) implements Verification {}

    /** It was good once: revoked, expired, or rotated longer ago than its overlap. */
    record Ended(KnownToken token) implements Verification {}

    /** It is no token of ours. */
    record Unknown() implements Verification {}
}
