package com.scrydon.scim.language.paths;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttributePathTests {

    private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";

    private static Optional<AttributePath> parsed(String text) {
        return AttributePath.parse(text, List.of(USER));
    }

    @Test
    void pathsKeepUrnsNamesAndSubAttributesApart() {
        assertThat(parsed("name.givenName").orElseThrow().sub()).hasValue("givenName");
        assertThat(parsed(USER + ":name.givenName").orElseThrow().name()).isEqualTo("name");
        assertThat(parsed("urn:example:custom:1.0:Thing:colour").orElseThrow().urn())
                .hasValue("urn:example:custom:1.0:Thing");
        assertThat(parsed("a.b.c")).isEmpty();
        assertThat(parsed("")).isEmpty();
    }

    @Test
    void aKnownUrnIsRecognisedWholeInAnyCaseAndWithADotBehindIt() {
        assertThat(parsed(USER.toUpperCase(Locale.ROOT) + ".title").orElseThrow())
                .isEqualTo(new AttributePath(Optional.of(USER), "title", Optional.empty()));
        assertThat(parsed(USER)).hasValue(new AttributePath(Optional.of(USER), "", Optional.empty()));
        assertThat(parsed(USER + "s:title").orElseThrow().urn()).hasValue(USER + "s");
    }
}
