package com.scrydon.scim.ctl.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Which calls the commands make, seen by a server. */
class OperationsCommandsTests {

    private static final UUID ID = new UUID(1, 2);

    private final List<String> calls = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            var answer = "{\"accounts\":1}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/why") ? 404 : 200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private int run(Object command, String... arguments) {
        var url = "http://127.0.0.1:" + server.getAddress().getPort();
        var all = Stream.concat(Stream.of("--operations-url", url), Stream.of(arguments)).toArray(String[]::new);
        return new CommandLine(command).execute(all);
    }

    @Test
    void r30_parkedAccountsAreListedAndReleased() {
        assertThat(run(new ParkedCommand(_ -> "t"), "--count", "5")).isZero();
        assertThat(run(new ReleaseCommand(_ -> "t"), "--account", ID.toString())).isZero();
        assertThat(run(new ReleaseCommand(_ -> "t"), "--cause", "PSQLException: x")).isZero();
        assertThat(run(new ReleaseCommand(_ -> "t"), "--all")).isZero();
        assertThat(run(new ReleaseCommand(_ -> "t"), "--breaker")).isZero();
        assertThat(calls).containsExactly("GET /parked?count=5&cursor=  Bearer t",
                "POST /parked/" + ID + "/release  Bearer t",
                "POST /parked/release {\"cause\":\"PSQLException: x\"} Bearer t",
                "POST /parked/release {} Bearer t", "POST /breaker/release  Bearer t");
    }

    @Test
    void r38_whatTheApiRefusesIsAFailureOfTheCommand() {
        assertThat(run(new WhyCommand(_ -> "t"), ID.toString(), ID.toString())).isEqualTo(1);
        assertThat(calls).containsExactly("GET /why?account=" + ID + "&team=" + ID + "  Bearer t");
    }

    @Test
    void r38_whyAsksForAPastMoment() {
        assertThat(run(new WhyCommand(_ -> "t"), ID.toString(), ID.toString(), "--at", "2026-03-01T10:00:00Z"))
                .isEqualTo(1);
        assertThat(calls)
                .containsExactly("GET /why?account=" + ID + "&team=" + ID + "&at=2026-03-01T10:00:00Z  Bearer t");
    }

    @Test
    void r30_undecodableRecordsAreListedShownAndTriedAgain() {
        var second = new UUID(3, 4).toString();
        assertThat(run(new UndecodableCommand(_ -> "t"), "--count", "5", "--cursor", ID.toString())).isZero();
        assertThat(run(new UndecodableCommand(_ -> "t"), ID.toString())).isZero();
        assertThat(run(new UndecodableCommand(_ -> "t"), "--retry", ID.toString(), second)).isZero();
        assertThat(run(new UndecodableCommand(_ -> "t"), "--retry")).isEqualTo(2);
        assertThat(calls).containsExactly("GET /undecodable?count=5&cursor=" + ID + "  Bearer t",
                "GET /undecodable/" + ID + "  Bearer t", "POST /undecodable/" + ID + "/retry  Bearer t",
                "POST /undecodable/" + second + "/retry  Bearer t");
    }

    @Test
    void withoutATokenNothingIsCalled() {
        assertThat(run(new ParkedCommand(_ -> null))).isEqualTo(1);
        assertThat(run(new ReleaseCommand(_ -> "t"))).isEqualTo(2);
        assertThat(calls).isEmpty();
    }
}
