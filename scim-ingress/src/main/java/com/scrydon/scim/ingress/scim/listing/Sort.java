package com.scrydon.scim.ingress.scim.listing;

import com.scrydon.scim.ingress.scim.attributes.ResourceShapes;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidPath;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidValue;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import com.scrydon.scim.language.paths.AttributePath;
import com.scrydon.scim.language.texts.Texts;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The order that a request asks for (RFC 7644 §3.4.2.3).
 *
 * @param by attribute; one that cannot be ordered by is ignored
 * @param descending ascending is the default
 */
record Sort(AttributePath by, boolean descending) {

    static Verdict<Optional<Sort>> of(@Nullable String sortBy, @Nullable String sortOrder) {
        if (sortBy == null || sortBy.isBlank()) {
            return Verdict.of(Optional.empty());
        }
        var path = ResourceShapes.path(sortBy.strip());
        if (path.isEmpty()) {
            return Verdict.refuse(new InvalidPath("sortBy is no attribute: " + Texts.shortened(sortBy)));
        }
        return descending(sortOrder).map(descending -> Optional.of(new Sort(path.get(), descending)));
    }

    private static Verdict<Boolean> descending(@Nullable String sortOrder) {
        return switch (sortOrder == null ? "" : sortOrder.strip().toLowerCase(Locale.ROOT)) {
            case "", "ascending" -> Verdict.of(false);
            case "descending" -> Verdict.of(true);
            default -> Verdict.refuse(new InvalidValue("sortOrder must be ascending or descending"));
        };
    }
}
