package com.scrydon.scim.ingress.scim.users;

import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.schemas.IdentityKey;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client can say about a user, in the form of the table: columns for what is searched and unique, JSON for the
 * rest.
 *
 * @param email the address by which accounts are reconciled (R7): the primary, else the work, else the first one
 * @param attributes canonical, e-mails included
 */
record UserState(String userName, Optional<String> externalId, String email, boolean active, ObjectNode attributes) {

    private static final String USER_NAME = "userName";
    private static final String EXTERNAL_ID = "externalId";
    private static final String ACTIVE = "active";

    /** From a canonical document whose e-mails are settled. */
    static UserState of(ObjectNode document) {
        var attributes = document.deepCopy();
        var userName = attributes.remove(USER_NAME).stringValue();
        var externalId = Optional.ofNullable(attributes.remove(EXTERNAL_ID)).map(node -> node.stringValue());
        var active = attributes.remove(ACTIVE);
        return new UserState(userName, externalId, Emails.of(document).account().orElseThrow(),
                active == null || active.booleanValue(), attributes);
    }

    /** What tells the account's e-mail from others (R14c). */
    String emailKey() {
        return IdentityKey.email(email);
    }

    /** What tells the userName from others (R14c). */
    String userNameKey() {
        return IdentityKey.userName(userName);
    }

    /** The canonical document; an account made in Scrydon shows its e-mail in the form of SCIM. */
    ObjectNode document() {
        var document = ScimJson.object();
        document.put(USER_NAME, userName);
        externalId.ifPresent(id -> document.put(EXTERNAL_ID, id));
        document.put(ACTIVE, active);
        document.setAll(attributes.deepCopy());
        if (!document.has(Emails.NAME)) {
            document.set(Emails.NAME, Emails.single(email));
        }
        return document;
    }

    UserState deactivated() {
        return new UserState(userName, externalId, email, false, attributes);
    }
}
