package com.scrydon.scim.ctl.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Where the operations API is, as options of every command that calls it; the token comes from the environment only. */
final class OperationsApi {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.shared();

    @Option(names = "--operations-url", required = true, defaultValue = "${env:SCIM_OPERATIONS_URL}", description = "Base of the operations API (or SCIM_OPERATIONS_URL). The token is read from SCIM_API_TOKEN.")
    private URI base = URI.create("");

    private final UnaryOperator<@Nullable String> environment;

    OperationsApi(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    /**
     * Calls the API and prints the answer, indented.
     *
     * @return 0, or 1 if it refused
     * @throws IllegalStateException if there is no token
     */
    int print(String method, String path, @Nullable Object body) {
        var token = environment.apply("SCIM_API_TOKEN");
        if (token == null || token.isBlank()) {
            throw new IllegalStateException("SCIM_API_TOKEN is not set");
        }
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
                .method(method, body == null
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, BodyHandlers.ofString());
            boolean done = answer.statusCode() < 300;
            (done ? System.out : System.err).println(indented(answer.body()));
            return done ? 0 : 1;
        } catch (IOException e) {
            throw new UncheckedIOException("the operations API at " + base + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String indented(String body) {
        return body.isBlank()
                ? "done"
                : JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(body));
    }
}
