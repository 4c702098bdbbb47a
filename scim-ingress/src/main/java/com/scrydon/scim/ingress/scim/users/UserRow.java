package com.scrydon.scim.ingress.scim.users;

import com.scrydon.scim.ingress.changes.Versioned;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * An account as it is stored.
 *
 * @param person false for a service account
 * @param holdsEmail false for a deleted account whose e-mail another one took (R14b)
 */
record UserRow(UUID id, boolean person, UserState state, boolean linked, boolean deprovisioned, boolean holdsEmail,
        long version,
        Instant createdAt, Instant lastModifiedAt) implements Versioned {

    String userName() {
        return state.userName();
    }

    String email() {
        return state.email();
    }

    /** What the e-mail is known by; none once the account gave it up, or if it never held it. */
    Optional<String> emailKey() {
        return holdsEmail ? Optional.of(state.emailKey()) : Optional.empty();
    }

    boolean active() {
        return state.active();
    }

    Optional<String> externalId() {
        return state.externalId();
    }

    ObjectNode document() {
        return state.document();
    }

    /** The row after a change of the SCIM resource, or of the link alone. */
    UserRow changed(UserState after, boolean resourceChanged, Instant now) {
        return new UserRow(id, person, after, true, false, true, resourceChanged ? version + 1 : version, createdAt,
                resourceChanged ? now : lastModifiedAt);
    }

    /** The row with its document. */
    UserRow with(ObjectNode attributes) {
        var whole = new UserState(userName(), externalId(), email(), active(), attributes);
        return new UserRow(id, person, whole, linked, deprovisioned, holdsEmail, version, createdAt, lastModifiedAt);
    }

    UserRow withLink(boolean isLinked) {
        return new UserRow(id, person, state, isLinked, deprovisioned, holdsEmail, version, createdAt, lastModifiedAt);
    }

    /** The row once its SCIM resource is deleted (R14). */
    UserRow deprovisionedAt(Instant now) {
        return new UserRow(id, person, state.deactivated(), linked, true, holdsEmail, version + 1, createdAt, now);
    }
}
