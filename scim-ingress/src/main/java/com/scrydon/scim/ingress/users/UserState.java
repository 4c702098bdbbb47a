package com.scrydon.scim.ingress.users;

import com.scrydon.scim.ingress.attributes.Normaliser;
import com.scrydon.scim.ingress.wire.Outcome;
import com.scrydon.scim.ingress.wire.ScimProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client decides about a User.
 *
 * @param email the address by which accounts are reconciled: the primary one, else the work one, else the first (R7)
 * @param attributes everything else, the list of e-mails included
 */
record UserState(String userName, String email, @Nullable String externalId, boolean active, ObjectNode attributes) {

    private static final int MAX_TEXT = 1_000;
    private static final Set<String> COLUMNS = Set.of("userName", "externalId", "active");

    /** Reads a POST or PUT body. Needs userName and an e-mail only; an address as userName serves as e-mail (R6). */
    static Outcome<UserState> read(ObjectNode sent) {
        return fromDocument(Normaliser.user(sent));
    }

    /** Reads a document in canonical form. */
    static Outcome<UserState> fromDocument(ObjectNode document) {
        var userName = document.path("userName").asString("");
        if (userName.isBlank() || userName.length() > MAX_TEXT) {
            return Outcome.refused(ScimProblem.invalidValue("userName is required"));
        }
        var email = email(document).or(() -> userName.contains("@") ? Optional.of(userName) : Optional.empty());
        if (email.isEmpty() || !email.get().contains("@") || email.get().length() > MAX_TEXT) {
            return Outcome.refused(ScimProblem.invalidValue("emails must hold an e-mail address"));
        }
        var attributes = document.deepCopy();
        COLUMNS.forEach(attributes::remove);
        var externalId = document.path("externalId").asString("");
        return Outcome.done(new UserState(userName, email.get(), externalId.isEmpty() ? null : externalId,
                document.path("active").asBoolean(true), attributes));
    }

    private static Optional<String> email(ObjectNode document) {
        List<JsonNode> emails = new ArrayList<>();
        document.path("emails").forEach(emails::add);
        return emails.stream().filter(e -> e.path("primary").asBoolean(false)).findFirst()
                .or(() -> emails.stream().filter(e -> e.path("type").asString("").equalsIgnoreCase("work")).findFirst())
                .or(() -> emails.stream().findFirst()).map(e -> e.path("value").asString(""))
                .filter(value -> !value.isEmpty());
    }

    /** The canonical document: what GET shows, and what PATCH works on. */
    ObjectNode document() {
        var document = JsonMapper.shared().createObjectNode();
        document.put("userName", userName);
        if (externalId != null) {
            document.put("externalId", externalId);
        }
        document.setAll(attributes.deepCopy());
        if (!document.has("emails")) {
            document.putArray("emails").addObject().put("value", email).put("type", "work").put("primary", true);
        }
        return document.put("active", active);
    }

    boolean sameEmail(UserState other) {
        return folded(email).equals(folded(other.email));
    }

    boolean sameUserName(UserState other) {
        return folded(userName).equals(folded(other.userName));
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /**
     * This state as a change of the one before: the same userName or e-mail in another case is no change (R10), and an
     * omitted externalId keeps the old one, since a PUT that drops the identity provider's key is never meant.
     */
    UserState over(UserState before) {
        var keptUserName = sameUserName(before) ? before.userName : userName;
        var keptEmail = sameEmail(before) ? before.email : email;
        var merged = attributes;
        if (sameEmail(before) && sameEmails(before)) {
            merged = attributes.deepCopy();
            var emails = before.attributes.get("emails");
            if (emails == null) {
                merged.remove("emails");
            } else {
                merged.set("emails", emails);
            }
        }
        return new UserState(keptUserName, keptEmail, externalId == null ? before.externalId : externalId, active,
                merged);
    }

    /** Whether the e-mail values are the same, whatever their order, case, types or primary marks. */
    private boolean sameEmails(UserState before) {
        return emailValues(document()).equals(emailValues(before.document()));
    }

    private static Set<String> emailValues(ObjectNode document) {
        Set<String> values = new TreeSet<>();
        document.path("emails").forEach(e -> values.add(folded(e.path("value").asString(""))));
        return values;
    }

    /** Names of the attributes in which the two differ, sorted. */
    List<String> changed(UserState before) {
        Set<String> names = new TreeSet<>();
        if (!userName.equals(before.userName)) {
            names.add("userName");
        }
        if (!email.equals(before.email)) {
            names.add("emails");
        }
        if (!Objects.equals(externalId, before.externalId)) {
            names.add("externalId");
        }
        if (active != before.active) {
            names.add("active");
        }
        Set<String> keys = new TreeSet<>(attributes.propertyNames());
        keys.addAll(before.attributes.propertyNames());
        keys.stream().filter(k -> !Objects.equals(attributes.get(k), before.attributes.get(k))).forEach(names::add);
        return List.copyOf(names);
    }
}
