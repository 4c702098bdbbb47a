package com.scrydon.scim.language.paths;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A path to an attribute as filters, PATCH and projections write it (RFC 7644 §3.10): {@code name.givenName},
 * {@code urn:…:User:department}. Names keep the case of the request.
 *
 * @param urn schema, where the path names one
 * @param name attribute; empty for a whole extension
 * @param sub sub-attribute
 */
public record AttributePath(Optional<String> urn, String name, Optional<String> sub) {

    private static final Pattern NAME = Pattern.compile("\\$?[A-Za-z][A-Za-z0-9_$-]*");
    private static final int MAX_LENGTH = 512;

    /**
     * Reads a path; empty if it is malformed. A URN of a known schema is recognised whole, another by its last colon.
     *
     * @param urns of the known schemas
     */
    public static Optional<AttributePath> parse(String text, Collection<String> urns) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        if (text.regionMatches(true, 0, "urn:", 0, 4)) {
            return urnStarting(text, urns).map(urn -> afterUrn(urn, text.substring(urn.length())))
                    .orElseGet(() -> unknownUrn(text));
        }
        return names(Optional.empty(), text);
    }

    /** The known URN that a text begins with, in any case. */
    private static Optional<String> urnStarting(String text, Collection<String> urns) {
        return urns.stream().filter(urn -> text.regionMatches(true, 0, urn, 0, urn.length()))
                .filter(urn -> text.length() == urn.length() || ":.".indexOf(text.charAt(urn.length())) >= 0)
                .findFirst();
    }

    private static Optional<AttributePath> afterUrn(String urn, String rest) {
        if (rest.isEmpty()) {
            return Optional.of(new AttributePath(Optional.of(urn), "", Optional.empty()));
        }
        // Entra has been seen to separate the extension from its attribute by a dot.
        return rest.charAt(0) == ':' || rest.charAt(0) == '.'
                ? names(Optional.of(urn), rest.substring(1))
                : Optional.empty();
    }

    private static Optional<AttributePath> unknownUrn(String text) {
        int colon = text.lastIndexOf(':');
        return names(Optional.of(text.substring(0, colon)), text.substring(colon + 1));
    }

    private static Optional<AttributePath> names(Optional<String> urn, String text) {
        int dot = text.indexOf('.');
        var name = dot < 0 ? text : text.substring(0, dot);
        var sub = dot < 0 ? Optional.<String>empty() : Optional.of(text.substring(dot + 1));
        boolean wellFormed = NAME.matcher(name).matches() && sub.stream().allMatch(s -> NAME.matcher(s).matches());
        return wellFormed ? Optional.of(new AttributePath(urn, name, sub)) : Optional.empty();
    }

    /** The same attribute, with this sub-attribute. */
    public AttributePath child(String subName) {
        return new AttributePath(urn, name, Optional.of(subName));
    }

    @Override
    public String toString() {
        return urn.map(u -> u + (name.isEmpty() ? "" : ":")).orElse("") + name + sub.map(s -> "." + s).orElse("");
    }
}
