package com.scrydon.scim.console.tokens;

import com.scrydon.scim.clients.management.Token;
import java.time.Clock;

/** What a token can be. */
enum TokenState {
    ACTIVE("Active"), EXPIRED("Expired"), REVOKED("Revoked");

    private final String readable;

    TokenState(String readable) {
        this.readable = readable;
    }

    /** For people. */
    public String readable() {
        return readable;
    }

    static TokenState of(Token token, Clock clock) {
        if (token.revokedAt() != null) {
            return REVOKED;
        }
        var end = token.expiresAt();
        return end != null && end.isBefore(clock.instant()) ? EXPIRED : ACTIVE;
    }
}
