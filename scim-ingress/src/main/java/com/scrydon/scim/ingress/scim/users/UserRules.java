package com.scrydon.scim.ingress.scim.users;

import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.ingress.scim.attributes.Documents;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidValue;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.Mutability;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import com.scrydon.scim.schemas.IdentityKey;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** What a User must have and may change (R6, R9, R10, R12). Pure: documents in, a state or a refusal out. */
final class UserRules {

    /** Bounds of what stands in an index, whose entries Postgres limits to a third of a page. */
    private static final int MAX_NAME = 500;
    private static final int MAX_EMAIL = 320;

    private static final String USER_NAME = "userName";
    private static final String EXTERNAL_ID = "externalId";
    private static final String ACTIVE = "active";

    private UserRules() {}

    /** The state that a POST describes. */
    static Verdict<UserState> created(ObjectNode document) {
        var complete = stripped(document);
        var userName = complete.path(USER_NAME).asString("");
        if (!complete.has(Emails.NAME) && Emails.isAddress(userName)) {
            complete.set(Emails.NAME, Emails.single(userName));
        }
        var emails = Emails.of(complete);
        if (!emails.elements().isEmpty()) {
            complete.set(Emails.NAME, emails.withPrimary());
        }
        return checked(complete).map(UserState::of);
    }

    /** The state of a native account that a POST links: what the client does not say stays (R7). */
    static Verdict<UserState> linked(UserRow account, UserState posted) {
        var document = account.document();
        var emails = Emails.of(posted.document()).changing(Emails.of(document), account.email());
        document.setAll(posted.document());
        document.set(Emails.NAME, emails);
        return checked(document).map(UserState::of);
    }

    /** The state after a PUT: what it leaves out is cleared, except what an account cannot be without. */
    static Verdict<UserState> replaced(UserRow before, ObjectNode body, ObjectNode wanted) {
        var document = stripped(wanted);
        keep(before, document, Emails.NAME);
        keep(before, document, ACTIVE);
        if (!Documents.mentions(body, EXTERNAL_ID)) {
            keep(before, document, EXTERNAL_ID);
        }
        if (!document.has(USER_NAME)) {
            return Verdict.refuse(new InvalidValue("userName is required"));
        }
        return changed(before, document, before.linked());
    }

    /** The state after a PATCH whose operations have made this document. */
    static Verdict<UserState> patched(UserRow before, ObjectNode patched) {
        var document = stripped(patched);
        keep(before, document, ACTIVE);
        return changed(before, document, true);
    }

    /**
     * @param userNameFixed false for an account that no client has named yet: the change that links it may (R7)
     */
    private static Verdict<UserState> changed(UserRow before, ObjectNode document, boolean userNameFixed) {
        var userName = document.path(USER_NAME).asString("");
        if (IdentityKey.userName(userName).equals(before.state().userNameKey())) {
            document.put(USER_NAME, before.userName());
        } else if (before.active() && userNameFixed) {
            return Verdict.refuse(new Mutability("userName is immutable via SCIM"));
        }
        var emails = Emails.of(document);
        boolean sameEmail = emails.accountAfter(before.email()).map(IdentityKey::email)
                .filter(before.state().emailKey()::equals).isPresent();
        if (!sameEmail && before.active()) {
            return Verdict.refuse(new Mutability("email is immutable via SCIM"));
        }
        document.set(Emails.NAME, emails.changing(Emails.of(before.document()), before.email()));
        return checked(document).map(UserState::of);
    }

    /** A copy without blanks around what names the person (R14c). */
    private static ObjectNode stripped(ObjectNode document) {
        var copy = document.deepCopy();
        strip(copy, USER_NAME);
        Emails.of(copy).elements().forEach(element -> strip(element, Emails.VALUE));
        return copy;
    }

    private static void strip(ObjectNode object, String name) {
        if (object.get(name) instanceof StringNode text) {
            object.put(name, IdentityKey.stripped(text.stringValue()));
        }
    }

    private static void keep(UserRow before, ObjectNode document, String name) {
        var value = before.document().get(name);
        if (!document.has(name) && value != null) {
            document.set(name, value);
        }
    }

    private static Verdict<ObjectNode> checked(ObjectNode document) {
        return violation(document).<Verdict<ObjectNode>>map(Verdict::refuse).orElseGet(() -> Verdict.of(document));
    }

    private static Optional<ScimProblem> violation(ObjectNode document) {
        var emails = Emails.of(document);
        if (document.path(USER_NAME).asString("").isBlank()) {
            return invalid("userName is required");
        }
        if (emails.elements().isEmpty()) {
            return invalid("An e-mail is required: emails is missing and userName is no address");
        }
        if (!emails.areAddresses()) {
            return invalid("Each value of emails must be an e-mail address");
        }
        if (emails.account().orElse("").length() > MAX_EMAIL) {
            return invalid("An e-mail has at most " + MAX_EMAIL + " characters");
        }
        var userName = document.path(USER_NAME).asString("");
        if (!IdentityKey.isSound(userName)) {
            return invalid("userName holds an invisible character or a space of an odd kind");
        }
        if (!IdentityKey.fits(IdentityKey.userName(userName))) {
            return invalid("userName is too long");
        }
        if (tooLong(document, USER_NAME) || tooLong(document, EXTERNAL_ID)) {
            return invalid("userName and externalId have at most " + MAX_NAME + " characters");
        }
        if (ScimJson.bytes(document).length > Documents.MAX_BYTES) {
            return Optional.of(Documents.tooLarge());
        }
        return Optional.empty();
    }

    private static boolean tooLong(ObjectNode document, String name) {
        return document.path(name).asString("").length() > MAX_NAME;
    }

    private static Optional<ScimProblem> invalid(String detail) {
        return Optional.of(new InvalidValue(detail));
    }
}
