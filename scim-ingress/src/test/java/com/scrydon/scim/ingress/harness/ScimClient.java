package com.scrydon.scim.ingress.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RunningIngress.Answer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
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
        var uri = URI.create("http://127.0.0.1:" + ingress.port() + "/api/auth/scim/v2" + path);
        var request = HttpRequest.newBuilder(uri).version(HttpClient.Version.HTTP_1_1)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + token).header("User-Agent", userAgent)
                .header("Accept-Charset", "utf-8").header("Accept-Encoding", "gzip,deflate");
        if (!accept.isEmpty()) {
            request.header("Accept", accept);
        }
        if (!body.isEmpty()) {
            request.header("Content-Type", bodyType);
        }
        headers.forEach(request::setHeader);
        var answer = ingress.exchange(request);
        assertThat(WireRules.violation(seen(method, answer))).as(method + " " + path + " " + answer).isEmpty();
        return answer;
    }

    private static WireRules.Seen seen(String method, Answer answer) {
        var headers = answer.raw().headers().map().entrySet().stream().collect(Collectors
                .toMap(entry -> entry.getKey().toLowerCase(Locale.ROOT), entry -> entry.getValue().getFirst()));
        return new WireRules.Seen(method, answer.status(), headers, answer.raw().body());
    }
}
