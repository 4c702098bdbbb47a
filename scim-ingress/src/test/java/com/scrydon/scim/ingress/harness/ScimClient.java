package com.scrydon.scim.ingress.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.testkit.http.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The HTTP client of an identity provider, with the headers that it really sends (a type only where there is a body). Every
 * answer is held against {@link WireRules}.
 *
 * @param bodyType its Content-Type
 */
public record ScimClient(RunningIngress ingress, String token, String userAgent, String accept, String bodyType) {

    private static final String SCIM = "application/scim+json";

    public static ScimClient okta(RunningIngress ingress) {
        return new ScimClient(ingress, ingress.token(), "Okta SCIM Client 1.0.0", SCIM, SCIM + "; charset=utf-8");
    }

    public static ScimClient entra(RunningIngress ingress) {
        return new ScimClient(ingress, ingress.token(), "Microsoft Azure AD SCIM provisioning 1.0.0", SCIM,
                SCIM + "; charset=utf-8");
    }

    /** One that speaks plain JSON. */
    public static ScimClient json(RunningIngress ingress, String userAgent) {
        return new ScimClient(ingress, ingress.token(), userAgent, "application/json", "application/json");
    }

    public ScimClient withToken(String other) {
        return new ScimClient(ingress, other, userAgent, accept, bodyType);
    }

    public ScimClient accepting(String other) {
        return new ScimClient(ingress, token, userAgent, other, bodyType);
    }

    public Answer get(String path) {
        return send("GET", path, "", Map.of());
    }

    public Answer post(String path, String body) {
        return send("POST", path, body, Map.of());
    }

    public Answer put(String path, String body) {
        return send("PUT", path, body, Map.of());
    }

    public Answer patch(String path, String body) {
        return send("PATCH", path, body, Map.of());
    }

    public Answer delete(String path) {
        return send("DELETE", path, "", Map.of());
    }

    /** A list by filter, encoded as Okta and most others do it: blanks as %20. */
    public Answer find(String type, String filter) {
        return get("/" + type + "?filter=" + encoded(filter) + "&startIndex=1&count=100");
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public Answer send(String method, String path, String body, Map<String, String> headers) {
        var all = new HashMap<>(Map.of("Authorization", "Bearer " + token, "User-Agent", userAgent, "Accept-Charset",
                "utf-8", "Accept-Encoding", "gzip,deflate"));
        if (!accept.isEmpty()) {
            all.put("Accept", accept);
        }
        if (!body.isEmpty()) {
            all.put("Content-Type", bodyType);
        }
        all.putAll(headers);
        var answer = ingress.send(method, "/api/auth/scim/v2" + path, body, all);
        assertThat(WireRules.violation(seen(method, answer))).as(method + " " + path + " " + answer).isEmpty();
        return answer;
    }

    private static WireRules.Seen seen(String method, Answer answer) {
        var headers = answer.headers().map().entrySet().stream().collect(Collectors
                .toMap(entry -> entry.getKey().toLowerCase(Locale.ROOT), entry -> entry.getValue().getFirst()));
        return new WireRules.Seen(method, answer.status(), headers, answer.raw().body());
    }
}
