package com.scrydon.scim.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What reaches a server that tells it. */
class CallerTests {

    private HttpServer server;
    private Caller caller;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var told = "{\"line\":\"%s %s\",\"h\":\"%s\",\"body\":\"%s\"}".formatted(exchange.getRequestMethod(),
                    exchange.getRequestURI(), exchange.getRequestHeaders().getFirst("X-H"), asked)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("ETag", "W/\"1\"");
            exchange.sendResponseHeaders(asked.equals("nothing") ? 204 : 418,
                    asked.equals("nothing") ? -1 : told.length);
            exchange.getResponseBody().write(told, 0, asked.equals("nothing") ? 0 : told.length);
            exchange.close();
        });
        server.start();
        caller = Caller.ofPort(server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        caller.close();
        server.stop(0);
    }

    @Test
    void methodPathHeadersAndBodyArriveAndTheAnswerIsRead() {
        var answer = caller.send("PATCH", "/a?b=%20", "née", Map.of("X-H", "h"));
        assertThat(answer.status()).isEqualTo(418);
        assertThat(answer.headers().firstValue("ETag")).contains("W/\"1\"");
        assertThat(answer.text("line")).isEqualTo("PATCH /a?b=%20");
        assertThat(answer.text("h")).isEqualTo("h");
        assertThat(answer.text("body")).isEqualTo("née");
        assertThat(answer).asString().contains("PATCH", "418", "\"h\"");
        assertThat(caller.get("/", Map.of()).text("body")).isEmpty();
    }

    @Test
    void noBodyIsAnEmptyObject() {
        assertThat(caller.send("POST", "/", "nothing", Map.of()).body().isEmpty()).isTrue();
    }

    @Test
    void nobodyThereIsSaidWithWhatWasAsked() {
        server.stop(0);
        assertThatThrownBy(() -> caller.get("/gone", Map.of())).isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("GET http://127.0.0.1:").hasMessageContaining("/gone");
    }
}
