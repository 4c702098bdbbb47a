package com.scrydon.scim.ingress.scim.filters;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How SCIM takes the grammar; the grammar itself is tested where it is. */
class FiltersTests {

    @Test
    void whatIsMalformedIsInvalidFilterOrInvalidPathWithItsPlace() {
        assertThat(said(Filters.parse("title eq \"a\" und b pr")))
                .startsWith("InvalidFilter: Malformed at character 14: expected and, or, or the end");
        assertThat(said(Filters.parsePath("title["))).startsWith("InvalidPath: Malformed at character 7: expected");
    }

    @Test
    void aFilterHas8192CharactersAnd100Comparisons() {
        assertThat(said(Filters.parse("a eq \"" + "x".repeat(9_000) + "\""))).contains("longer than 8192 characters");
        assertThat(said(Filters.parse("a pr or ".repeat(100) + "a pr"))).contains("more than 100 comparisons");
        assertThat(said(Filters.parse("a pr or ".repeat(99) + "a pr"))).isEqualTo("accepted");
        assertThat(said(Filters.parse("a eq \"" + "x".repeat(8_185) + "\""))).isEqualTo("accepted");
    }

    @Test
    void noTextIsNoFilter() {
        assertThat(Filters.optional(null)).isEqualTo(Verdict.of(Optional.empty()));
        assertThat(Filters.optional("  ")).isEqualTo(Verdict.of(Optional.empty()));
    }

    /** URNs of our schemas have colons and a dot in them. */
    @Test
    void aPathMayBeTheUrnOfOneOfOurSchemas() {
        var path = Filters.parsePath("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User");
        assertThat(path.<String>fold(target -> target.attribute().name(), ScimProblem::detail)).isEmpty();
    }

    private static String said(Verdict<?> verdict) {
        return verdict.<String>fold(_ -> "accepted",
                problem -> problem.getClass().getSimpleName() + ": " + problem.detail());
    }
}
