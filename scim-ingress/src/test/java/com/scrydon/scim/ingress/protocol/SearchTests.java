package com.scrydon.scim.ingress.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.testkit.http.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code POST /.search}, and lists over all types at the base path (RFC 7644 §3.4.2.1, §3.4.3). */
@Tag("R23")
class SearchTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;

    private final String mark = "find-" + UUID.randomUUID().toString().substring(0, 8);

    private Answer search(String path, String parameters) {
        return INGRESS.scim("POST", path + "/.search",
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:SearchRequest\"]," + parameters + "}");
    }

    private void users(String... names) {
        for (var name : names) {
            assertThat(INGRESS.scim("POST", "/Users", "{\"userName\":\"%s-%s@example.com\",\"displayName\":\"%s %s\"}"
                    .formatted(mark, name, mark, name)).status()).isEqualTo(201);
        }
    }

    private void groups(String... names) {
        for (var name : names) {
            assertThat(INGRESS.scim("POST", "/Groups", "{\"displayName\":\"%s %s\"}".formatted(mark, name)).status())
                    .isEqualTo(201);
        }
    }

    private List<String> shown(Answer answer) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body().path("Resources").valueStream()
                .map(resource -> resource.path("displayName").asString("").substring(mark.length() + 1)).toList();
    }

    @Test
    void aSearchOfOneTypeMeansWhatAGetMeans() {
        users("b", "a");
        var found = search("/Users", """
                "filter":"displayName sw \\"%s\\"","sortBy":"displayName","sortOrder":"descending","startIndex":1,
                "count":1,"attributes":["displayName"]""".formatted(mark));
        assertThat(shown(found)).containsExactly("b");
        assertThat(found.body().path("totalResults").asInt()).isEqualTo(2);
        var user = found.body().path("Resources").path(0);
        assertThat(user.propertyNames()).containsExactlyInAnyOrder("schemas", "id", "displayName");
    }

    @Test
    void excludedAttributesOfASearchAreLeftOut() {
        groups("a");
        var found = search("/Groups", """
                "filter":"displayName sw \\"%s\\"","excludedAttributes":["members","meta"]""".formatted(mark));
        assertThat(found.body().path("Resources").path(0).propertyNames()).containsExactlyInAnyOrder("schemas", "id",
                "displayName");
    }

    @Test
    void theBasePathSearchesUsersAndGroups() {
        users("b", "d");
        groups("a", "c");
        var filter = "\"filter\":\"displayName sw \\\"" + mark + "\\\"\"";
        assertThat(shown(search("", filter))).containsExactly("b", "d", "a", "c");
        assertThat(shown(search("", filter + ",\"sortBy\":\"displayName\""))).containsExactly("a", "b", "c", "d");
        var second = search("", filter + ",\"sortBy\":\"displayName\",\"startIndex\":2,\"count\":2");
        assertThat(shown(second)).containsExactly("b", "c");
        assertThat(second.body().path("totalResults").asInt()).isEqualTo(4);
        assertThat(shown(search("", "\"filter\":\"meta.resourceType eq \\\"Group\\\" and displayName sw \\\"" + mark
                + "\\\"\""))).containsExactly("a", "c");
    }

    @Test
    void theBasePathIsReadByGetToo() {
        users("b");
        groups("a");
        var filter = URLEncoder.encode("displayName sw \"" + mark + "\"", StandardCharsets.UTF_8);
        assertThat(shown(INGRESS.scim("GET", "?filter=" + filter, ""))).containsExactly("b", "a");
        assertThat(shown(INGRESS.scim("GET", "/?filter=" + filter, ""))).containsExactly("b", "a");
    }

    @Test
    void theBasePathIsWalkedByCursor() {
        users("b", "d");
        groups("a", "c");
        var names = new ArrayList<String>();
        var cursor = "";
        do {
            var page = search("", "\"filter\":\"displayName sw \\\"" + mark + "\\\"\",\"sortBy\":\"displayName\","
                    + "\"count\":1,\"cursor\":\"" + cursor + "\"");
            names.addAll(shown(page));
            cursor = page.text("nextCursor");
        } while (!cursor.isEmpty());
        assertThat(names).containsExactly("a", "b", "c", "d");
    }

    @Test
    void aFilterThatOneTypeDoesNotKnowFindsNothingOfIt() {
        users("a");
        groups("b");
        assertThat(shown(search("", "\"filter\":\"userName sw \\\"" + mark + "\\\"\""))).containsExactly("a");
    }

    @Test
    void aForeignEnvelopeIsRefused() {
        var refused = INGRESS.scim("POST", "/Users/.search",
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"]}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("scimType")).isEqualTo("invalidSyntax");
        assertThat(search("/Users", "\"filter\":{}").status()).isEqualTo(400);
        assertThat(search("/Users", "\"filter\":\"nonsense\"").text("scimType")).isEqualTo("invalidFilter");
    }
}
