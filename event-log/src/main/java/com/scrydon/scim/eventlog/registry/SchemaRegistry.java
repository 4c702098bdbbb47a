package com.scrydon.scim.eventlog.registry;

import com.scrydon.scim.eventlog.codec.UnknownSchemaException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.RetriableException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A schema registry with the Confluent REST API (Apicurio, Confluent, Karapace, Redpanda). Used by the deploy step, and
 * by readers that meet an id nobody pinned; never on the path of a request.
 */
public final class SchemaRegistry {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";

    private final URI base;
    private final Optional<RegistryLogin> login;
    // HTTP/1.1: with the default upgrade to HTTP/2 a POST to Apicurio hangs.
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT).build();

    /**
     * Of this address.
     *
     * @param base Confluent-compatible base, such as {@code http://127.0.0.1:8086/apis/ccompat/v7}
     * @param login sent with each request; empty for a registry that asks for none
     */
    public SchemaRegistry(URI base, Optional<RegistryLogin> login) {
        this.base = base;
        this.login = login;
    }

    /** Registers a schema under a subject, or finds it there; answers its id. */
    public int register(String subject, Schema schema) {
        var body = JSON.writeValueAsString(JSON.createObjectNode().put("schema", schema.toString()));
        return require(send("POST", "/subjects/" + encode(subject) + "/versions", body), "register " + subject)
                .get("id").asInt();
    }

    /** Sets the compatibility rule of a subject, such as {@code FULL_TRANSITIVE}. */
    public void setCompatibility(String subject, String level) {
        var body = JSON.writeValueAsString(JSON.createObjectNode().put("compatibility", level));
        require(send("PUT", "/config/" + encode(subject), body), "set the compatibility of " + subject);
    }

    /**
     * The schema of an id, references inlined.
     *
     * @throws UnknownSchemaException if the registry does not have it
     * @throws RetriableException if the registry does not answer properly
     */
    public Schema byId(int id) {
        var response = send("GET", "/schemas/ids/" + id + "?format=resolved", "");
        if (response.statusCode() == 404) {
            throw new UnknownSchemaException(id);
        }
        return new Schema.Parser().parse(require(response, "read schema " + id).get("schema").asString());
    }

    private HttpResponse<String> send(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT)
                .header("Content-Type", CONTENT_TYPE).header("Accept", CONTENT_TYPE + ", application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        login.ifPresent(known -> request.header("Authorization", known.authorization()));
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new RegistryUnavailableException(method + " " + path + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException(method + " " + path + " was interrupted", e);
        }
    }

    private static JsonNode require(HttpResponse<String> response, String what) {
        if (response.statusCode() >= 500 || response.statusCode() == 429) {
            throw new RegistryUnavailableException(
                    "cannot " + what + ": registry answered " + response.statusCode(), null);
        }
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(
                    "cannot " + what + ": registry answered " + response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }

    private static String encode(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8);
    }

    /** The registry is down or overloaded; the same call may work later. */
    public static final class RegistryUnavailableException extends RetriableException {

        private static final long serialVersionUID = 1L;

        RegistryUnavailableException(String message, @org.jspecify.annotations.Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
