package com.scrydon.scim.localstack.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls one of the APIs as its client would, and says how long the answer took. */
public final class Caller implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration TIMEOUT = Duration.ofSeconds(60); // Okta's own

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final String bearer;
    private final String mediaType;
    private final String userAgent;

    private Caller(String base, String bearer, String mediaType, String userAgent) {
        this.base = base;
        this.bearer = bearer;
        this.mediaType = mediaType;
        this.userAgent = userAgent;
    }

    /** As Okta's provisioning agent calls. */
    public static Caller likeOkta(String base, String token) {
        return new Caller(base, token, "application/scim+json", "Okta SCIM Client 1.0.0");
    }

    /** As the product's own screens call. */
    public static Caller likeTheProduct(String base, String token) {
        return new Caller(base, token, "application/json", "scim-demo");
    }

    /** An answer with the time it took; the body is a missing node where there is none. */
    public record Answer(String method, String path, int status, long millis, JsonNode body) {

        public String id() {
            return body.path("id").asString("");
        }
    }

    /** Calls a path below the base; the body is written as JSON unless it is null. */
    public Answer call(String method, String path, @Nullable Map<String, ?> body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT)
                .header("Authorization", "Bearer " + bearer).header("Accept", mediaType)
                .header("User-Agent", userAgent);
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", mediaType + "; charset=utf-8")
                    .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)));
        }
        long began = System.nanoTime();
        var response = http.send(request.build(), BodyHandlers.ofString());
        long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
        return new Answer(method, path, response.statusCode(), millis, parse(response.body()));
    }

    private static JsonNode parse(String body) {
        try {
            return body.isBlank() ? JSON.missingNode() : JSON.readTree(body);
        } catch (tools.jackson.core.JacksonException _) {
            return JSON.getNodeFactory().stringNode(body);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
