package com.scrydon.scim.ingress.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.testkit.http.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks by cursor (RFC 9865, R15). */
@Tag("R15")
class CursorPagingTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;
    private static final int USERS = 7;

    private final String mark = "walk-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void users() {
        IntStream.range(0, USERS).forEach(i -> create(i, i % 3 == 0 ? "" : ",\"title\":\"Title " + i % 2 + "\""));
    }

    private String create(int number, String more) {
        var created = INGRESS.scim("POST", "/Users",
                "{\"userName\":\"" + mark + "-" + number + "@example.com\"" + more + "}");
        assertThat(created.status()).isEqualTo(201);
        return created.text("id");
    }

    private String filter() {
        return "filter=" + URLEncoder.encode("userName sw \"" + mark + "\"", StandardCharsets.UTF_8);
    }

    private Answer page(String parameters) {
        return INGRESS.scim("GET", "/Users?" + filter() + "&" + parameters, "");
    }

    /** The userNames of a whole walk; something may happen after each page. */
    private List<String> walk(String parameters, IntConsumer afterPage) {
        var names = new ArrayList<String>();
        var cursor = "";
        for (int page = 1; page == 1 || !cursor.isEmpty(); page++) {
            var answer = page(parameters + "&cursor=" + cursor);
            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
            answer.body().path("Resources").forEach(user -> names.add(user.path("userName").asString("")));
            cursor = answer.text("nextCursor");
            assertThat(cursor).matches("[A-Za-z0-9_.~-]*");
            afterPage.accept(page);
        }
        return names;
    }

    private List<String> all() {
        return IntStream.range(0, USERS).mapToObj(i -> mark + "-" + i + "@example.com").toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"count=1", "count=2", "count=7", "count=100", "count=3&sortBy=title",
        "count=1&sortBy=title&sortOrder=descending", "count=2&sortBy=meta.created&sortOrder=descending",
        "count=2&sortBy=active", "count=2&sortBy=id&sortOrder=descending", "count=2&sortBy=emails"})
    void eachUserIsMetOnceWhateverTheOrder(String parameters) {
        assertThat(walk(parameters, _ -> {})).containsExactlyInAnyOrderElementsOf(all());
    }

    @Test
    void theOrderOfAWalkIsThatOfTheIndex() {
        assertThat(walk("count=2", _ -> {})).containsExactlyElementsOf(all());
        assertThat(walk("count=2&sortBy=userName&sortOrder=descending", _ -> {}))
                .containsExactlyElementsOf(all().reversed());
    }

    @Test
    void aPageHasItsTotalAndNoStartIndex() {
        var first = page("cursor=&count=2");
        assertThat(first.body().path("totalResults").asInt()).isEqualTo(USERS);
        assertThat(first.body().path("itemsPerPage").asInt()).isEqualTo(2);
        assertThat(first.body().has("startIndex")).isFalse();
        assertThat(first.text("nextCursor")).isNotEmpty();
        var without = page("cursor&count=2");
        assertThat(without.status()).as("a cursor without a value").isEqualTo(200);
        assertThat(without.text("nextCursor")).isNotEmpty();
    }

    @Test
    void theLastPageHasNoCursor() {
        assertThat(page("cursor=&count=7").body().has("nextCursor")).isFalse();
    }

    @Test
    void whoeverComesAndGoesNobodyWhoWasThereThroughoutIsSkippedOrRepeated() {
        var gone = INGRESS.scim("GET", "/Users?" + filter(), "").body().path("Resources").path(0).path("id")
                .asString("");
        var names = walk("count=2", page -> {
            if (page == 1) {
                assertThat(INGRESS.scim("DELETE", "/Users/" + gone, "").status()).isEqualTo(204);
            }
            create(100 + page, "");
            if (page > 10) {
                throw new AssertionError("the walk follows those who come for ever");
            }
        });
        assertThat(names).containsAll(all()).doesNotHaveDuplicates();
    }

    @Test
    void aCursorOfAnotherQueryOrOfNobodyIsInvalid() {
        var cursor = page("cursor=&count=2").text("nextCursor");
        for (var query : List.of("/Users?count=2&cursor=" + cursor,
                "/Users?" + filter() + "&sortBy=title&cursor=" + cursor, "/Groups?cursor=" + cursor,
                "/Users?cursor=nonsense", "/Users?cursor=" + "A".repeat(200),
                "/Users?" + filter() + "&cursor=" + cursor.substring(1))) {
            var refused = INGRESS.scim("GET", query, "");
            assertThat(refused.status()).as(query).isEqualTo(400);
            assertThat(refused.text("scimType")).as(query).isEqualTo("invalidCursor");
        }
    }

    @Test
    void aCursorAndAStartIndexExcludeEachOther() {
        assertThat(page("cursor=&startIndex=1").status()).isEqualTo(400);
    }

    @Test
    void aMalformedCountIsAnInvalidCount() {
        var refused = page("cursor=&count=many");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("scimType")).isEqualTo("invalidCount");
    }

    @Test
    void searchesWalkByCursorToo() {
        var first = INGRESS.scim("POST", "/Users/.search", """
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"filter":"userName sw \\"%s\\"",
                "cursor":"","count":4}""".formatted(mark));
        assertThat(first.status()).isEqualTo(200);
        var second = INGRESS.scim("POST", "/Users/.search", """
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"filter":"userName sw \\"%s\\"",
                "cursor":"%s","count":4}""".formatted(mark, first.text("nextCursor")));
        assertThat(second.body().path("itemsPerPage").asInt()).isEqualTo(3);
        assertThat(second.body().has("nextCursor")).isFalse();
    }

    @Test
    void theConfigurationAnnouncesCursors() {
        var pagination = INGRESS.scim("GET", "/ServiceProviderConfig", "").body().path("pagination");
        assertThat(pagination.path("cursor").asBoolean()).isTrue();
        assertThat(pagination.path("index").asBoolean()).isTrue();
        assertThat(pagination.path("defaultPaginationMethod").asString("")).isEqualTo("index");
        assertThat(pagination.path("cursorTimeout").asInt()).isEqualTo(600);
    }
}
