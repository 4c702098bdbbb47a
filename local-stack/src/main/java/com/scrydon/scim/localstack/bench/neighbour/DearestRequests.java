package com.scrydon.scim.localstack.bench.neighbour;

import com.scrydon.scim.schemas.ScimUrns;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * For every endpoint of every service the dearest request that it takes: the largest answer, the longest search, the most work for the bytes
 * sent. A new endpoint has to be given one here.
 */
public final class DearestRequests {

    private static final String SCIM = ScimUrns.BASE_PATH;
    private static final String MANAGEMENT = "/api/management/v1";
    private static final String OPERATIONS = "/api/operations/v1";
    /** Replaced by something unique whenever it is sent. */
    static final String NEW = "NEW-NAME";
    private static final String NOBODY = "0198c0de-0000-7000-8000-00000000000a";
    /** Shown to whoever has no login. */
    private static final String CONSOLE = "/settings";

    private final Map<String, Dear> requests = new LinkedHashMap<>();
    private final Crowd crowd;

    /** Which of the four services answers, and as whom. */
    public enum Service {
        SCIM, MANAGEMENT, OPERATIONS, AUDIT, CONSOLE
    }

    /** A request to the root of a service; an empty body is none. */
    public record Dear(Service service, String method, String path, String body) {}

    /** Over an organisation with that crowd. */
    public DearestRequests(Crowd crowd) {
        this.crowd = crowd;
        scim();
        management();
        operationsAndAudit();
        console();
    }

    /** By endpoint, its method and its path with the names of variables. */
    public Map<String, Dear> all() {
        return Map.copyOf(requests);
    }

    private void scim() {
        scim("GET /Users", "/Users?count=1000&sortBy=name.familyName", "");
        scim("GET /Groups", "/Groups?count=1000&sortBy=displayName", "");
        scim("GET ", "?count=1000", "");
        scim("POST /.search", "/.search", search("displayName co \"zz\" or meta.created pr"));
        scim("POST /Users/.search", "/Users/.search", search(comparisons("groups.display co", 9)));
        scim("POST /Groups/.search", "/Groups/.search", search(comparisons("members.display co", 9)));
        scim("GET /Users/{id}", "/Users/" + crowd.bigUser(), "");
        scim("GET /Groups/{id}", "/Groups/" + crowd.group(), "");
        scim("POST /Users", "/Users", "{\"userName\":\"" + NEW + "@example.com\",\"ims\":%s}".formatted(values(1_000)));
        scim("PUT /Users/{id}", "/Users/" + crowd.bigUser(),
                "{\"userName\":\"big-59@example.com\",\"ims\":%s}".formatted(values(1_000)));
        scim("PATCH /Users/{id}", "/Users/" + crowd.bigUser(),
                patch("{\"op\":\"add\",\"path\":\"ims\",\"value\":%s}".formatted(values(30_000))));
        scim("DELETE /Users/{id}", "/Users/" + NOBODY, "");
        scim("POST /Groups", "/Groups", "{\"displayName\":\"" + NEW + "\",\"members\":%s}".formatted(crowd.members()));
        scim("PUT /Groups/{id}", "/Groups/" + crowd.group() + "?attributes=members",
                "{\"displayName\":\"%s\",\"members\":%s}".formatted(crowd.groupName(), crowd.members()));
        scim("PATCH /Groups/{id}", "/Groups/" + crowd.group() + "?attributes=members",
                patch("{\"op\":\"replace\",\"path\":\"members\",\"value\":%s}".formatted(crowd.members())));
        scim("DELETE /Groups/{id}", "/Groups/" + NOBODY, "");
        scim("POST /Bulk", "/Bulk", bulk());
        scim("GET /ServiceProviderConfig", "/ServiceProviderConfig", "");
        scim("GET /ResourceTypes", "/ResourceTypes", "");
        scim("GET /ResourceTypes/{name}", "/ResourceTypes/User", "");
        scim("GET /Schemas", "/Schemas", "");
        scim("GET /Schemas/{urn}", "/Schemas/" + ScimUrns.USER, "");
        scim("* /Me", "/Me", "");
    }

    private void management() {
        manage("PUT /organisations/{id}", "/organisations/" + crowd.organisation(),
                "{\"slug\":\"victim\",\"name\":\"%s\"}".formatted("n".repeat(200)));
        manage("GET /organisations/{id}/caps", "/organisations/" + crowd.organisation() + "/caps", "");
        manage("PUT /organisations/{id}/caps", "/organisations/" + NOBODY + "/caps", "{}");
        manage("POST /tokens", "/tokens", "{\"label\":\"x\",\"scopes\":[\"users:read\"]}");
        manage("GET /tokens", "/tokens", "");
        manage("POST /tokens/{id}/rotate", "/tokens/" + NOBODY + "/rotate", "{}");
        manage("PUT /tokens/{id}/rate", "/tokens/" + NOBODY + "/rate", "{}");
        manage("POST /tokens/introspect", "/tokens/introspect", "{\"token\":\"scrydon_scim_x\"}");
        manage("DELETE /tokens/{id}", "/tokens/" + NOBODY, "");
        manage("POST /accounts", "/accounts", "{\"email\":\"" + NEW + "@example.com\",\"kind\":\"person\"}");
        manage("GET /accounts", "/accounts?count=1000&search=zz", "");
        manage("GET /accounts/{id}", "/accounts/" + crowd.bigUser(), "");
        manage("GET /accounts/{id}/teams", "/accounts/" + crowd.bigUser() + "/teams", "");
        manage("POST /teams", "/teams", "{\"name\":\"" + NEW + "\"}");
        manage("PATCH /teams/{id}", "/teams/" + crowd.team(), "{\"name\":\"" + NEW + "\"}");
        manage("DELETE /teams/{id}", "/teams/" + NOBODY, "");
        manage("GET /teams", "/teams?count=1000&search=zz", "");
        manage("GET /teams/{id}", "/teams/" + crowd.team(), "");
        manage("GET /teams/{id}/members", "/teams/" + crowd.team() + "/members?count=1000", "");
        manage("PUT /teams/{id}/members/{accountId}", "/teams/" + crowd.team() + "/members/" + crowd.bigUser(), "");
        manage("DELETE /teams/{id}/members/{accountId}", "/teams/" + crowd.team() + "/members/" + crowd.bigUser(), "");
        manage("PUT /teams/{id}/group", "/teams/" + crowd.team() + "/group", "{\"groupId\":\"%s\"}".formatted(NOBODY));
        manage("DELETE /teams/{id}/group", "/teams/" + NOBODY + "/group", "");
        manage("POST /console/sign-ins", "/console/sign-ins", "{\"outcome\":\"failed\"}");
    }

    private void operationsAndAudit() {
        operate("GET /status", "/status", "");
        operate("GET /why", "/why?account=" + crowd.bigUser() + "&team=" + crowd.team(), "");
        operate("GET /why?at", "/why?account=" + crowd.bigUser() + "&team=" + crowd.team() + "&at=2026-11-29T00:00:00Z",
                "");
        operate("GET /parked", "/parked?count=1000", "");
        operate("POST /parked/{accountId}/release", "/parked/" + NOBODY + "/release", "");
        operate("POST /parked/release", "/parked/release", "{\"cause\":\"x\"}");
        operate("POST /breaker/release", "/breaker/release", "{");
        operate("GET /undecodable", "/undecodable?count=1000", "");
        operate("GET /undecodable/{id}", "/undecodable/" + NOBODY, "");
        operate("POST /undecodable/{id}/retry", "/undecodable/" + NOBODY + "/retry", "");
        operate("POST /jobs", "/jobs", "{\"kind\":\"recompute\"}");
        operate("GET /jobs", "/jobs", "");
        operate("GET /jobs/{id}", "/jobs/" + NOBODY, "");
        operate("GET /jobs/{id}/findings", "/jobs/" + NOBODY + "/findings", "");
        operate("POST /jobs/{id}/pause", "/jobs/" + NOBODY + "/pause", "");
        operate("POST /jobs/{id}/resume", "/jobs/" + NOBODY + "/resume", "");
        operate("POST /jobs/{id}/cancel", "/jobs/" + NOBODY + "/cancel", "");
        requests.put("GET /audit/v1/records", new Dear(Service.AUDIT, "GET",
                "/audit/v1/records?count=500&filter="
                        + URLEncoder.encode(comparisons("target co", 20), StandardCharsets.UTF_8),
                ""));
    }

    /** All that a stranger is answered is the way to the login. */
    private void console() {
        for (var path : List.of(CONSOLE + "/organization/members", CONSOLE + "/organization/members/{id}",
                CONSOLE + "/organization/teams", CONSOLE + "/organization/teams/{id}", CONSOLE + "/platform/audit-logs",
                CONSOLE + "/platform/identity/provisioning")) {
            requests.put("GET " + path, new Dear(Service.CONSOLE, "GET",
                    path.replace("{id}", NOBODY) + "?search=" + "x".repeat(3_400), ""));
        }
        for (var path : List.of("/tokens", "/tokens/{id}/revoke")) {
            requests.put("POST " + CONSOLE + "/platform/identity/provisioning" + path, new Dear(Service.CONSOLE,
                    "POST", CONSOLE + "/platform/identity/provisioning" + path.replace("{id}", NOBODY), "label=x"));
        }
        requests.put("GET /login", new Dear(Service.CONSOLE, "GET", "/login?next=" + "x".repeat(3_400), ""));
        requests.put("* /login/throttled", new Dear(Service.CONSOLE, "POST", "/login", "username=admin&password=x"));
        requests.put("GET /", new Dear(Service.CONSOLE, "GET", "/", ""));
        requests.put("* ${spring.web.error.path:/error}", new Dear(Service.CONSOLE, "GET", "/error", ""));
    }

    private void scim(String endpoint, String path, String body) {
        put(Service.SCIM, SCIM, endpoint, path, body);
    }

    private void manage(String endpoint, String path, String body) {
        put(Service.MANAGEMENT, MANAGEMENT, endpoint, path, body);
    }

    private void operate(String endpoint, String path, String body) {
        put(Service.OPERATIONS, OPERATIONS, endpoint, path, body);
    }

    private void put(Service service, String base, String endpoint, String path, String body) {
        int space = endpoint.indexOf(' ');
        var method = endpoint.substring(0, space);
        var request = new Dear(service, method.equals("*") ? "GET" : method, base + path, body);
        requests.put(method + " " + base + endpoint.substring(space + 1), request);
    }

    private static String search(String filter) {
        return "{\"filter\":\"%s\",\"count\":1000}".formatted(filter.replace("\"", "\\\""));
    }

    private static String comparisons(String comparison, int times) {
        return IntStream.range(0, times).mapToObj(i -> comparison + " \"z" + i + "\"")
                .collect(Collectors.joining(" or "));
    }

    private static String values(int count) {
        return IntStream.range(0, count).mapToObj(i -> "{\"value\":\"v" + i + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String patch(String operation) {
        return "{\"Operations\":[%s]}".formatted(operation);
    }

    private static String bulk() {
        return IntStream.range(0, 1_000)
                .mapToObj(i -> "{\"method\":\"DELETE\",\"path\":\"/Users/%s\"}".formatted(NOBODY))
                .collect(Collectors.joining(",", "{\"Operations\":[", "]}"));
    }
}
