package com.scrydon.scim.ingress.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.testkit.http.Answer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Every endpoint and method with every set of scopes, operations of bulk requests and {@code /.search} included. Endpoints come
 * from the running service: a new one is tried too, or this fails and asks which scopes it needs.
 */
@Tag("slow")
@Tag("R3")
class ScopeMatrixTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;
    private static final String SCIM = "/api/auth/scim/v2";
    private static final String MANAGEMENT = "/api/management/v1";
    private static final List<String> SCOPES = List.of("users:read", "users:write", "groups:read", "groups:write",
            "audit:read");
    private static final int TOKENS_OF_AN_ORGANISATION = 8;
    /** Raw tokens, one for each set of scopes but the empty one, which no token has. */
    private static final Map<Set<String>, String> TOKENS = new LinkedHashMap<>();

    @BeforeAll
    static void mintATokenForEverySetOfScopes() {
        var sets = IntStream.range(1, 1 << SCOPES.size()).mapToObj(ScopeMatrixTests::set).toList();
        var organisation = new UUID(0, 0);
        for (int i = 0; i < sets.size(); i++) {
            organisation = i % TOKENS_OF_AN_ORGANISATION == 0 ? INGRESS.tenant().organisation() : organisation;
            var scopes = sets.get(i).stream().map(scope -> '"' + scope + '"').collect(Collectors.joining(","));
            TOKENS.put(sets.get(i), INGRESS.managementOf(organisation, "POST", "/tokens",
                    "{\"label\":\"matrix\",\"scopes\":[" + scopes + "],\"ratePerSecond\":0}").text("token"));
        }
    }

    private static Set<String> set(int bits) {
        return IntStream.range(0, SCOPES.size()).filter(i -> ((bits >> i) & 1) == 1).mapToObj(SCOPES::get)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A method of an endpoint. */
    record Cell(String method, String pattern) {

        String path() {
            return pattern.replaceAll("\\{\\w+}", UUID.randomUUID().toString());
        }

        boolean reads() {
            return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS")
                    || pattern.endsWith("/.search");
        }

        boolean isAt(String endpoint) {
            return pattern.equals(endpoint) || pattern.startsWith(endpoint + "/");
        }

        /** What it needs, said here once more and in other words than the service says it. */
        Set<String> needed() {
            if (isAt(SCIM + "/Users")) {
                return Set.of(reads() ? "users:read" : "users:write");
            }
            if (isAt(SCIM + "/Groups")) {
                return Set.of(reads() ? "groups:read" : "groups:write");
            }
            return switch (pattern.substring(SCIM.length())) {
                case "", "/", "/.search" -> Set.of("users:read", "groups:read");
                case "/Bulk", "/Me", "/Schemas", "/Schemas/{urn}", "/ResourceTypes", "/ResourceTypes/{name}",
                        "/ServiceProviderConfig" ->
                    Set.of();
                default -> throw new AssertionError("which scopes does " + this + " need?");
            };
        }

        private static Stream<Cell> below(String base) {
            return INGRESS.endpoints().stream().flatMap(endpoint -> endpoint.getPatternValues().stream()
                    .filter(pattern -> pattern.startsWith(base))
                    .flatMap(pattern -> methods(endpoint.getMethodsCondition().getMethods()).distinct()
                            .map(method -> new Cell(method, pattern))));
        }

        /** A mapping without methods answers all; one of GET answers HEAD and OPTIONS too. */
        private static Stream<String> methods(Set<RequestMethod> mapped) {
            var methods = mapped.isEmpty() ? EnumSet.allOf(RequestMethod.class) : EnumSet.copyOf(mapped);
            methods.remove(RequestMethod.TRACE);
            if (methods.contains(RequestMethod.GET)) {
                methods.addAll(Set.of(RequestMethod.HEAD, RequestMethod.OPTIONS));
            }
            return methods.stream().map(RequestMethod::name);
        }
    }

    static List<Cell> scim() {
        return Cell.below(SCIM).toList();
    }

    static List<Cell> management() {
        return Cell.below(MANAGEMENT).toList();
    }

    /** Endpoints that a bulk request reaches: each that changes users or groups. */
    static List<Cell> operations() {
        return Cell.below(SCIM)
                .filter(cell -> !cell.reads() && (cell.isAt(SCIM + "/Users") || cell.isAt(SCIM + "/Groups")))
                .toList();
    }

    private static Set<String> missing(Cell cell, Set<String> scopes) {
        var missing = new TreeSet<>(cell.needed());
        missing.removeAll(scopes);
        return missing;
    }

    @ParameterizedTest
    @MethodSource("scim")
    void r3_aCallPassesWithItsScopesAndIsOtherwiseA403ThatNamesOne(Cell cell) {
        TOKENS.forEach((scopes, token) -> {
            var body = cell.reads() && !cell.method().equals("POST") ? "" : "{}";
            var answer = INGRESS.send(cell.method(), cell.path(), body, "Bearer " + token);
            var missing = missing(cell, scopes);
            if (missing.isEmpty()) {
                assertThat(answer.status()).as("%s with %s", cell, scopes).isNotIn(401, 403, 429, 500);
            } else {
                assertThat(answer.status()).as("%s with %s", cell, scopes).isEqualTo(403);
                assertNames(cell, answer, missing);
            }
        });
    }

    private static void assertNames(Cell cell, Answer answer, Set<String> missing) {
        if (!cell.method().equals("HEAD")) {
            assertThat(answer.text("status")).isEqualTo("403");
            assertThat(missing).as(answer.text("detail")).anyMatch(scope -> answer.text("detail").contains(scope));
            assertThat(SCOPES.stream().filter(scope -> !missing.contains(scope)))
                    .noneMatch(scope -> answer.text("detail").contains(scope));
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void r3_anOperationOfABulkRequestNeedsWhatTheSameCallNeeds(Cell cell) {
        TOKENS.forEach((scopes, token) -> {
            var operation = "{\"method\":\"%s\",\"path\":\"%s\",\"bulkId\":\"a\",\"data\":{}}".formatted(cell.method(),
                    cell.path().substring(SCIM.length()));
            var answer = INGRESS.send("POST", SCIM + "/Bulk", """
                    {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[%s]}"""
                    .formatted(operation), "Bearer " + token);
            assertThat(answer.status()).isEqualTo(200);
            var result = answer.body().path("Operations").path(0);
            var missing = missing(cell, scopes);
            if (missing.isEmpty()) {
                assertThat(result.path("status").asString("")).as("%s with %s", cell, scopes).isNotIn("", "403", "500");
            } else {
                assertThat(result.path("status").asString("")).as("%s with %s", cell, scopes).isEqualTo("403");
                assertThat(result.path("response").path("detail").asString("")).contains(missing.iterator().next());
            }
        });
    }

    /** A path that ends like a search makes no reading of a change: neither as a request nor as an operation of one. */
    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE"})
    void r3_aChangeThatEndsLikeASearchNeedsToWrite(String method) {
        var reader = "Bearer " + TOKENS.get(Set.of("groups:read", "users:read"));
        for (var at : List.of("/Users/bulkId:x/.search", "/Groups/" + UUID.randomUUID() + "/.search",
                "/Users/.search")) {
            var needed = at.startsWith("/Users") ? "users:write" : "groups:write";
            var call = INGRESS.send(method, SCIM + at, "{}", reader);
            assertThat(call.status()).as(at).isEqualTo(403);
            assertThat(call.text("detail")).contains(needed);
            var result = INGRESS.send("POST", SCIM + "/Bulk", """
                    {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[
                      {"method":"%s","path":"%s","data":{}}]}""".formatted(method, at), reader).body()
                    .path("Operations").path(0);
            assertThat(result.path("status").asString("")).as(at).isEqualTo("403");
            assertThat(result.path("response").path("detail").asString("")).contains(needed);
        }
    }

    /** The one call that takes a provisioning token there is the one that says what the token itself is good for. */
    @ParameterizedTest
    @MethodSource("management")
    void r37_noScopeOpensTheManagementApi(Cell cell) {
        var own = MANAGEMENT + "/tokens/introspect";
        for (var token : TOKENS.values()) {
            var answer = INGRESS.send(cell.method(), cell.path(), "", "Bearer " + token);
            assertThat(answer.status()).as("%s", cell)
                    .isEqualTo(cell.equals(new Cell("POST", own)) ? 200 : 401);
        }
    }

    @Test
    void everyPartOfScimIsTried() {
        var cells = new ArrayList<>(scim());
        assertThat(cells.stream().map(cell -> cell.method() + " " + cell.pattern().substring(SCIM.length())))
                .contains("POST /Users", "GET /Users/{id}", "HEAD /Users", "POST /Users/.search", "POST /.search",
                        "PATCH /Groups/{id}", "DELETE /Groups/{id}", "POST /Bulk", "GET /Schemas");
        assertThat(operations()).hasSizeGreaterThanOrEqualTo(8);
        System.out.printf("%d endpoints and methods of SCIM, %d operations of bulk requests, %d of the management API,"
                + " each with %d sets of scopes%n", cells.size(), operations().size(), management().size(),
                TOKENS.size());
    }
}
