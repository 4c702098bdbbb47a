package com.scrydon.scim.ingress.scim.users;

import com.scrydon.scim.ingress.scim.answers.ScimJson;
import java.util.UUID;

/**
 * A user of a list whose document is still text: as a tree it takes many times as much memory, so that there is one at a time.
 *
 * @param columns the row without its document
 */
record StoredUser(UserRow columns, String attributes) {

    static StoredUser of(UserRow user) {
        return new StoredUser(user, ScimJson.text(user.state().attributes()));
    }

    UUID id() {
        return columns.id();
    }

    UserRow row() {
        return columns.with(ScimJson.stored(attributes));
    }
}
