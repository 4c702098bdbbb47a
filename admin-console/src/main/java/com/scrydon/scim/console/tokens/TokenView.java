package com.scrydon.scim.console.tokens;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A token in the list; its raw value is not known any more (R2). */
record TokenView(String id, String label, List<String> scopes, String createdBy, Instant createdAt,
        @Nullable Instant expiresAt, @Nullable Instant lastUsedAt, @Nullable Instant revokedAt) {

    /** What a token can be. */
    enum State {
        ACTIVE("Active"), EXPIRED("Expired"), REVOKED("Revoked");

        private final String readable;

        State(String readable) {
            this.readable = readable;
        }

        /** For people. */
        public String readable() {
            return readable;
        }
    }

    State state(Clock clock) {
        if (revokedAt != null) {
            return State.REVOKED;
        }
        return expiresAt != null && expiresAt.isBefore(clock.instant()) ? State.EXPIRED : State.ACTIVE;
    }
}
