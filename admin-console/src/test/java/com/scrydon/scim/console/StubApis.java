package com.scrydon.scim.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** The three APIs as the contract has them, answering from memory, on one port. */
final class StubApis implements AutoCloseable {

    static final String ACCOUNT = "0198c0de-0000-7000-8000-0000000000a1";
    static final String TEAM = "0198c0de-0000-7000-8000-0000000000f1";
    static final String RAW_TOKEN = "scrydon_scim_4vN1bq0sT2yqK9rJ8wPzX6uH3mLd5cFa_1k9Zq";

    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();

    record Answer(int status, String body) {}

    StubApis() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        contents();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What was asked, as {@code GET /path?query} or {@code POST /path body}. */
    List<String> calls() {
        return calls;
    }

    /** Authorization headers that came. */
    List<String> tokens() {
        return tokens;
    }

    void on(String methodAndPath, int status, String body) {
        answers.put(methodAndPath, new Answer(status, body));
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var query = exchange.getRequestURI().getQuery();
        calls.add(path + (query == null ? "" : "?" + query) + (body.isEmpty() ? "" : " " + body));
        tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        var answer = answers.getOrDefault(path, new Answer(404, problem(404, "nothing at " + path)));
        exchange.getResponseHeaders().set("Content-Type",
                answer.status() < 300 ? "application/json" : "application/problem+json");
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    static String problem(int status, String detail) {
        return "{\"type\":\"about:blank\",\"title\":\"Refused\",\"status\":%d,\"detail\":\"%s\"}".formatted(status,
                detail);
    }

    /** A small organisation. */
    void contents() {
        answers.clear();
        on("GET /api/management/v1/tokens", 200, """
                {"tokens":[
                 {"id":"0198c0de-0000-7000-8000-000000000001","label":"okta-prod",
                  "scopes":["users:read","users:write","groups:read","groups:write"],"createdBy":"admin",
                  "createdAt":"2026-11-02T09:12:00Z","expiresAt":"2027-11-02T00:00:00Z","lastUsedAt":"2026-11-24T17:01:00Z"},
                 {"id":"0198c0de-0000-7000-8000-000000000002","label":"okta-test","scopes":["users:read"],
                  "createdBy":"admin","createdAt":"2026-10-01T08:00:00Z","revokedAt":"2026-10-02T08:00:00Z"}]}
                """);
        on("POST /api/management/v1/tokens", 201, "{\"id\":\"" + TEAM + "\",\"token\":\"" + RAW_TOKEN + "\"}");
        on("DELETE /api/management/v1/tokens/0198c0de-0000-7000-8000-000000000001", 204, "");
        on("GET /api/management/v1/accounts", 200, accounts());
        on("GET /api/management/v1/accounts/" + ACCOUNT, 200, account(ACCOUNT, "Ada Lovelace", "ada", true, true));
        on("GET /api/management/v1/accounts/" + ACCOUNT + "/teams", 200, """
                {"teams":[{"id":"%s","name":"Engineering (SCIM)","direct":false,
                  "throughGroups":[{"id":"0198c0de-0000-7000-8000-0000000000b1","displayName":"Backend"},{"id":"0198c0de-0000-7000-8000-0000000000b2","displayName":"Platform"}],
                  "byHand":false,"kept":false,"since":"2026-11-20T12:00:00Z"},
                 {"id":"%s","name":"Founders","direct":false,"throughGroups":[],"byHand":true,"kept":true,
                  "since":"2026-01-20T12:00:00Z"}]}
                """.formatted(TEAM, TEAM));
        on("GET /api/management/v1/teams", 200, """
                {"teams":[%s,{"id":"0198c0de-0000-7000-8000-0000000000f2","name":"Founders","memberCount":3}]}
                """.formatted(team()));
        on("GET /api/management/v1/teams/" + TEAM, 200, team());
        on("GET /api/management/v1/teams/" + TEAM + "/members", 200, """
                {"members":[
                 {"accountId":"%s","email":"ada@example.com","displayName":"Ada Lovelace","direct":true,
                  "throughGroups":[{"id":"0198c0de-0000-7000-8000-0000000000b1","displayName":"Backend"}],"byHand":false,"kept":false,
                  "since":"2026-11-20T12:00:00Z"},
                 {"accountId":"0198c0de-0000-7000-8000-0000000000a2","email":"bob@example.com","displayName":null,
                  "direct":false,"throughGroups":[],"byHand":true,"kept":false,"since":"2026-11-21T08:30:00Z"},
                 {"accountId":"0198c0de-0000-7000-8000-0000000000a3","email":"cy@example.com","displayName":"Cy",
                  "direct":false,"throughGroups":[],"byHand":false,"kept":true,"since":"2026-11-22T08:30:00Z"}],
                 "nextCursor":"next-page"}
                """.formatted(ACCOUNT));
        on("GET /audit/v1/records", 200, records());
    }

    private static String team() {
        return """
                {"id":"%s","name":"Engineering (SCIM)","groupId":"0198c0de-0000-7000-8000-0000000000b0","groupName":"Engineering","memberCount":128}
                """.formatted(TEAM);
    }

    private static String accounts() {
        List<String> accounts = new ArrayList<>();
        accounts.add(account(ACCOUNT, "Ada Lovelace", "ada", true, true));
        accounts.add(account("0198c0de-0000-7000-8000-0000000000a2", "", "bob", true, false));
        accounts.add(
                account("0198c0de-0000-7000-8000-0000000000a3", "Cy <script>alert(1)</script>", "cy", false, true));
        return "{\"accounts\":[" + String.join(",", accounts) + "],\"nextCursor\":\"page+2/=\"}";
    }

    private static String account(String id, String name, String user, boolean active, boolean linked) {
        return """
                {"id":"%s","email":"%s@example.com","displayName":"%s","userName":"%s@example.com","kind":"person",
                 "active":%s,"linked":%s,"createdAt":"2026-11-0%dT09:00:00Z"}
                """.formatted(id, user, name, user, active, linked, 1 + user.length());
    }

    private static String records() {
        return """
                {"records":[%s,%s,%s,%s],"nextCursor":"older"}
                """.formatted(
                record("scim.membership.changed", "success", "account", "ada@example.com", """
                        {"gained":[{"kind":"team","id":"t","display":"Engineering (SCIM)"}],
                         "teamsAfter":[{"kind":"team","id":"t","display":"Engineering (SCIM)"},
                                       {"kind":"team","id":"f","display":"Founders"}],"delayMillis":41}""", 4),
                record("scim.group.members_changed", "success", "group", "Engineering", """
                        {"accountsAdded":[%s]}""".formatted(String.join(",", people(9))), 3),
                record("scim.request.rejected", "refused", "request", "PATCH /api/auth/scim/v2/Groups/0198", """
                        {"request":"PATCH /api/auth/scim/v2/Groups/0198","status":400,"scimType":"invalidValue",
                         "detail":"nested group depth exceeds 3","count":1}""", 2),
                record("scim.user.updated", "success", "account", "ada@example.com", """
                        {"changed":["active","title"],"after":{"userName":"ada@example.com","active":false}}""", 1));
    }

    private static List<String> people(int count) {
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> "{\"kind\":\"account\",\"id\":\"a%d\",\"display\":\"person%d@example.com\"}".formatted(i,
                        i))
                .toList();
    }

    private static String record(String type, String outcome, String kind, String target, String changes, int n) {
        return """
                {"id":"0198c0de-0000-7000-8000-00000000000%d","type":"%s","occurredAt":"%s","recordedAt":"%s",
                 "actor":{"kind":"token","id":"t1","display":"okta-prod"},
                 "targets":[{"kind":"%s","id":"x","display":"%s"}],"outcome":"%s","requestId":"req-%d",
                 "remoteAddress":"192.0.2.10","changes":%s,"eventSeq":%d,
                 "source":{"topic":"scim.users.v1","partition":1,"offset":4711}}
                """.formatted(n, type, Instant.parse("2026-11-24T17:02:10Z").plusSeconds(n),
                Instant.parse("2026-11-24T17:02:11Z"), kind, target, outcome, n, changes, n);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
