package com.scrydon.scim.ingress.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RunningIngress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Order of lists (RFC 7644 §3.4.2.3). */
@Tag("R23")
class SortTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;

    private final String mark = "sort-" + UUID.randomUUID().toString().substring(0, 8);

    /** Three users, created in this order; the first has no title and no second address. */
    @BeforeEach
    void users() {
        create("b", "\"name\":{\"familyName\":\"Ähren\"}");
        create("C", "\"title\":\"engineer\",\"name\":{\"familyName\":\"zimmer\"},\"active\":false");
        create("a", "\"title\":\"Architect\",\"name\":{\"familyName\":\"Bauer\"}");
    }

    private void create(String name, String more) {
        var created = INGRESS.scim("POST", "/Users", """
                {"userName":"%s-%s","externalId":"%s-%s","emails":[{"value":"%s-%s@first.example","type":"home"},
                {"value":"%s@%s.example","type":"work","primary":true}],%s}"""
                .formatted(mark, name, mark, name, name, mark, mark, name, more));
        assertThat(created.status()).isEqualTo(201);
    }

    private List<String> names(String parameters) {
        var filter = URLEncoder.encode("userName sw \"" + mark + "\"", StandardCharsets.UTF_8);
        var list = INGRESS.scim("GET", "/Users?filter=" + filter + "&" + parameters, "");
        assertThat(list.status()).as("%s", list.body()).isEqualTo(200);
        return list.body().path("Resources").valueStream()
                .map(user -> user.path("userName").asString("").substring(mark.length() + 1)).toList();
    }

    @Test
    void aTextThatIsNotCaseExactIsOrderedWithoutRegardToCase() {
        assertThat(names("sortBy=userName")).containsExactly("a", "b", "C");
        assertThat(names("sortBy=USERNAME&sortOrder=Descending")).containsExactly("C", "b", "a");
    }

    @Test
    void aTextThatIsCaseExactIsOrderedByItsCharacters() {
        assertThat(names("sortBy=externalId")).containsExactly("C", "a", "b");
    }

    @Test
    void withoutAValueIsLastAscendingAndFirstDescending() {
        assertThat(names("sortBy=title")).containsExactly("a", "C", "b");
        assertThat(names("sortBy=title&sortOrder=descending")).containsExactly("b", "C", "a");
    }

    @Test
    void subAttributesUrnsAndMultiValuedAttributesAreOrdered() {
        assertThat(names("sortBy=urn:ietf:params:scim:schemas:core:2.0:User:name.familyName"))
                .containsExactly("a", "C", "b");
        assertThat(names("sortBy=emails")).as("by the primary one").containsExactly("a", "b", "C");
        assertThat(names("sortBy=emails.type&sortOrder=descending")).containsExactly("b", "C", "a");
    }

    @Test
    void booleansAndMomentsAreOrdered() {
        assertThat(names("sortBy=active")).containsExactly("C", "b", "a");
        assertThat(names("sortBy=meta.created&sortOrder=descending")).containsExactly("a", "C", "b");
        assertThat(names("sortBy=id&sortOrder=descending")).containsExactly("a", "C", "b");
    }

    @Test
    void whatCannotBeOrderedByIsIgnored() {
        assertThat(names("sortBy=name")).containsExactly("b", "C", "a");
        assertThat(names("sortBy=shoeSize&sortOrder=descending")).containsExactly("b", "C", "a");
        assertThat(names("sortOrder=descending")).containsExactly("b", "C", "a");
    }

    @Test
    void pagesOfAnOrderFitTogether() {
        assertThat(names("sortBy=userName&count=2")).containsExactly("a", "b");
        assertThat(names("sortBy=userName&count=2&startIndex=3")).containsExactly("C");
    }

    @Test
    void aMalformedOrderIsRefused() {
        var path = INGRESS.scim("GET", "/Users?sortBy=%5Bno%20path", "");
        assertThat(path.status()).isEqualTo(400);
        assertThat(path.text("scimType")).isEqualTo("invalidPath");
        var order = INGRESS.scim("GET", "/Users?sortBy=id&sortOrder=sideways", "");
        assertThat(order.status()).isEqualTo(400);
        assertThat(order.text("scimType")).isEqualTo("invalidValue");
    }

    @Test
    void groupsAreOrderedByTheirNames() {
        for (var name : List.of("b", "A", "c")) {
            assertThat(INGRESS.scim("POST", "/Groups", "{\"displayName\":\"" + mark + name + "\"}").status())
                    .isEqualTo(201);
        }
        var filter = URLEncoder.encode("displayName sw \"" + mark + "\"", StandardCharsets.UTF_8);
        var list = INGRESS.scim("GET", "/Groups?sortBy=displayName&filter=" + filter, "");
        assertThat(list.body().path("Resources").valueStream().map(group -> group.path("displayName").asString("")))
                .containsExactly(mark + "A", mark + "b", mark + "c");
    }
}
