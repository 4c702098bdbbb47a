package com.scrydon.scim.testkit.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/**
 * The HTTP client of tests: HTTP/1.1, any method, headers as they are given and no others. May be used by many threads at once. What a
 * well-behaved client cannot send, such as a body that never ends, takes a socket.
 */
public final class Caller implements AutoCloseable {

    /** So that a call that hangs fails its test: longer than any wait that a service promises. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String base;
    private final HttpClient client;
    private final Duration patience;

    /** @param base what stands before each path, such as {@code https://127.0.0.1:8443} */
    public Caller(String base) {
        this(base, HttpClient.newBuilder());
    }

    /** One with cookies, redirects or certificates of its own. */
    public Caller(String base, HttpClient.Builder client) {
        this(base, client.version(HttpClient.Version.HTTP_1_1).build(), PATIENCE);
    }

    private Caller(String base, HttpClient client, Duration patience) {
        this.base = base;
        this.client = client;
        this.patience = patience;
    }

    /** Of a service of this machine. */
    public static Caller ofPort(int port) {
        return new Caller("http://127.0.0.1:" + port);
    }

    /** Of any service: each path is a whole URL. */
    public static Caller ofUrls() {
        return new Caller("");
    }

    /** The same for calls of services that may be frozen: none of them waits longer than this. */
    public Caller withPatience(Duration other) {
        return new Caller(base, client, other);
    }

    public Answer get(String path, Map<String, String> headers) {
        return send("GET", path, "", headers);
    }

    /**
     * Sends a request and waits for the whole answer.
     *
     * @param path with the query, encoded
     * @param body nothing is sent where it is empty
     * @throws UncheckedIOException if there is no answer, or none in time: two minutes, unless told otherwise
     */
    public Answer send(String method, String path, String body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(patience)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            return new Answer(client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + base + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits for calls that go on. */
    @Override
    public void close() {
        client.close();
    }
}
