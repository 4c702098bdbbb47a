package com.scrydon.scim.ingress.scim.listing;

import com.scrydon.scim.ingress.scim.attributes.Projection;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidSyntax;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import com.scrydon.scim.schemas.ScimUrns;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Parameters of a list, from a query string or from the body of a {@code POST /.search} (RFC 7644 §3.4.2, §3.4.3): the
 * same names, the same meaning.
 *
 * @param byName texts by lower-case name; unknown names are ignored
 */
public record ListParameters(Map<String, String> byName) {

    private static final Set<String> LISTS = Set.of("attributes", "excludedattributes");

    public ListParameters {
        byName = Map.copyOf(byName);
    }

    /** From a query string, whose names clients write in any case. Lists that are repeated add up (R24b). */
    public static ListParameters ofQuery(MultiValueMap<String, String> query) {
        var byName = new HashMap<String, String>();
        query.forEach((name, texts) -> texts.forEach(text -> byName.merge(lower(name), text,
                (one, other) -> LISTS.contains(lower(name)) ? one + "," + other : one)));
        return new ListParameters(byName);
    }

    /** What the request wants to see of resources. */
    public Verdict<Projection> projection() {
        return Projection.of(get("attributes"), get("excludedAttributes"));
    }

    /** From a SearchRequest. A null is an absent parameter, as everywhere in SCIM. */
    public static Verdict<ListParameters> ofSearch(ObjectNode body) {
        var byName = new HashMap<String, String>();
        for (var entry : body.properties()) {
            var name = lower(entry.getKey());
            var value = entry.getValue();
            if (name.equals("schemas")) {
                if (!namesSearchRequest(value)) {
                    return Verdict.refuse(new InvalidSyntax("schemas must name " + ScimUrns.SEARCH_REQUEST));
                }
            } else if (value.isArray()) {
                byName.put(name, value.valueStream().map(item -> item.asString("")).collect(Collectors.joining(",")));
            } else if (value.isObject()) {
                return Verdict.refuse(new InvalidSyntax(entry.getKey() + " must not be an object"));
            } else if (!value.isNull()) {
                byName.put(name, value.asString());
            }
        }
        return Verdict.of(new ListParameters(byName));
    }

    private static boolean namesSearchRequest(JsonNode schemas) {
        return schemas.valueStream()
                .anyMatch(urn -> urn.isString() && urn.stringValue().equalsIgnoreCase(ScimUrns.SEARCH_REQUEST));
    }

    @Nullable
    String get(String name) {
        return byName.get(lower(name));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
