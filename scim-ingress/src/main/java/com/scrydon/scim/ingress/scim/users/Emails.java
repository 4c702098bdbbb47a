package com.scrydon.scim.ingress.scim.users;

import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.schemas.IdentityKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The e-mail addresses of a user, and which of them is the account's. */
record Emails(List<ObjectNode> elements) {

    static final String NAME = "emails";

    static final String VALUE = "value";
    private static final String PRIMARY = "primary";
    private static final String TYPE = "type";
    /** Enough to be an address; whether mail arrives there is not for us to say. */
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,255}");

    static Emails of(ObjectNode document) {
        return document.get(NAME) instanceof ArrayNode array
                ? new Emails(array.valueStream().filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast)
                        .toList())
                : new Emails(List.of());
    }

    static ArrayNode single(String email) {
        var array = ScimJson.object().arrayNode();
        array.addObject().put(VALUE, email).put(TYPE, "work").put(PRIMARY, true);
        return array;
    }

    static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches() && IdentityKey.isSound(text);
    }

    /** Whether every element is an address. */
    boolean areAddresses() {
        return elements.stream().allMatch(element -> isAddress(value(element)));
    }

    /** The account's address: the primary, else the work, else the first one. */
    Optional<String> account() {
        return chosen().map(Emails::value);
    }

    /** The account's address if it had {@code before}: an order or a missing {@code primary} alone changes nothing. */
    Optional<String> accountAfter(String before) {
        var primary = first(element -> element.path(PRIMARY).asBoolean(false));
        return primary.isPresent()
                ? primary.map(Emails::value)
                : first(element -> sameAddress(value(element), before)).map(Emails::value).or(this::account);
    }

    private Optional<ObjectNode> chosen() {
        return first(element -> element.path(PRIMARY).asBoolean(false))
                .or(() -> first(element -> element.path(TYPE).asString("").equalsIgnoreCase("work")))
                .or(() -> elements.stream().findFirst());
    }

    /** The array to store: exactly one primary, which Okta wants to see. */
    ArrayNode withPrimary() {
        var array = ScimJson.object().arrayNode();
        var chosen = chosen();
        boolean found = false;
        for (var element : elements) {
            var copy = element.deepCopy();
            if (!found && chosen.filter(element::equals).isPresent()) {
                copy.put(PRIMARY, true);
                found = true;
            }
            array.add(copy);
        }
        return array;
    }

    /**
     * These addresses as a change of {@code before}: the same address in another case, without its type or its primary,
     * is the same (R10), and the same addresses in another order are what was there.
     */
    ArrayNode changing(Emails before, String accountEmail) {
        boolean choosesPrimary = first(element -> element.path(PRIMARY).asBoolean(false)).isPresent();
        var known = new HashMap<String, ObjectNode>();
        before.elements.forEach(element -> known.putIfAbsent(IdentityKey.email(value(element)), element));
        var completed = elements.stream()
                .map(element -> Optional.ofNullable(known.get(IdentityKey.email(value(element))))
                        .map(same -> completed(element, same, choosesPrimary, accountEmail)).orElse(element))
                .toList();
        boolean same = completed.size() == before.elements.size()
                && new HashSet<>(completed).containsAll(before.elements);
        return same ? before.array() : new Emails(completed).withPrimary();
    }

    private static ObjectNode completed(ObjectNode element, ObjectNode known, boolean choosesPrimary,
            String accountEmail) {
        var result = element.deepCopy();
        result.put(VALUE, value(known));
        boolean keepsPrimary = !choosesPrimary && sameAddress(value(known), accountEmail);
        known.properties().stream().filter(entry -> !result.has(entry.getKey()))
                .filter(entry -> !entry.getKey().equals(PRIMARY) || keepsPrimary || !entry.getValue().asBoolean(false))
                .forEach(entry -> result.set(entry.getKey(), entry.getValue()));
        return result;
    }

    private static boolean sameAddress(String one, String other) {
        return IdentityKey.email(one).equals(IdentityKey.email(other));
    }

    private ArrayNode array() {
        return ScimJson.object().arrayNode().addAll(elements);
    }

    private Optional<ObjectNode> first(Predicate<ObjectNode> wanted) {
        return elements.stream().filter(wanted).findFirst();
    }

    private static String value(JsonNode element) {
        return element.path(VALUE).asString("");
    }
}
