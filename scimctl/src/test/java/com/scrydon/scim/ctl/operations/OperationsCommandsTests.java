package com.scrydon.scim.ctl.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Which calls the commands make, seen by a server. */
class OperationsCommandsTests {

    private static final String BASE = "/api/operations/v1";
    private static final String SHOWN = "00000000-0000-0001-0000-000000000002";
    private static final UUID ID = UUID.fromString(SHOWN);
    private static final String JOB = """
            {"id":"%s","kind":"drift-check","state":"done","accounts":2000,"differing":1,"missing":1,"excess":0,
             "requestedBy":"Ada","requestedAt":"2026-03-01T10:00:00Z","finishedAt":"2026-03-01T10:00:01Z"}
            """.formatted(SHOWN);

    private final List<String> calls = new ArrayList<>();
    private HttpServer server;
    private volatile String breaker = "closed";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            var answer = answer(exchange.getRequestMethod(), exchange.getRequestURI().getPath())
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().endsWith("/why") ? 404 : 200,
                    answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    private String answer(String method, String path) {
        return switch (path.substring(BASE.length())) {
            case "/status" -> """
                    {"relay":{"state":"leading","details":"batch 417","concern":"fine"},
                     "outbox":{"rows":3,"oldestAgeSeconds":1.25},"parkedAccounts":2,"undecodableRecords":0,
                     "consumers":{"planning":{"state":"retrying","details":"no database","concern":"heals itself"}},
                     "breaker":{"state":"%s","details":"","concern":"%s"},
                     "drift":{"state":"none","details":"2 organisations","concern":"fine"}}
                    """.formatted(breaker, breaker.equals("open") ? "needs you" : "fine");
            case "/parked" -> "{\"parked\":[]}";
            case "/undecodable" -> "{\"undecodable\":[]}";
            case "/undecodable/" + SHOWN -> """
                    {"id":"%s","topic":"scim.users.v1","partition":1,"offset":7,"key":null,"cause":"no such schema",
                     "attempts":1,"recordedAt":"2026-03-01T10:00:00Z","triedAt":"2026-03-01T10:00:00Z","payloadBytes":3,
                     "payload":"AAAA"}
                    """.formatted(SHOWN);
            case "/jobs" -> "GET".equals(method)
                    ? "{\"jobs\":[" + JOB + "]}"
                    : JOB;
            case "/jobs/" + SHOWN, "/jobs/" + SHOWN + "/pause" -> JOB;
            case "/jobs/" + SHOWN + "/findings" -> """
                    {"findings":[{"accountId":"%s","email":"a@x.io","teamId":"%s","teamName":"Legal","missing":true}]}
                    """.formatted(SHOWN, SHOWN);
            default -> path.endsWith("/retry") ? "{\"settled\":true}" : "{\"accounts\":1}";
        };
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
        assertThat(calls).containsExactly("GET " + BASE + "/parked?count=5  Bearer t",
                "POST " + BASE + "/parked/" + ID + "/release  Bearer t",
                "POST " + BASE + "/parked/release {\"cause\":\"PSQLException: x\"} Bearer t",
                "POST " + BASE + "/parked/release {} Bearer t", "POST " + BASE + "/breaker/release  Bearer t");
    }

    @Test
    void r30_theStatusIsALineAPartAndFailsIfSomethingNeedsSomebody() {
        var printed = new ByteArrayOutputStream();
        var before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThat(run(new StatusCommand(_ -> "t"))).isZero();
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("""
                relay                    leading: batch 417 (fine)
                planning                 retrying: no database (heals itself)
                breaker                  closed (fine)
                outbox                   3 facts are not in Kafka yet, the oldest for 1.3 s
                parked                   2 accounts (look at them: scimctl parked)
                undecodable              0 records
                drift                    none: 2 organisations (fine)
                """);
        breaker = "open";
        assertThat(run(new StatusCommand(_ -> "t"))).isEqualTo(1);
    }

    private static String printed(IntSupplier run, int code) {
        var printed = new ByteArrayOutputStream();
        var before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThat(run.getAsInt()).isEqualTo(code);
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void r35_aDriftCheckNamesWhatDiffersAndTheNextCommand() {
        assertThat(printed(() -> run(new DriftCommand.Check(_ -> "t")), 4)).contains("1 differ: 1 memberships missing")
                .contains("  a@x.io ought to be in Legal")
                .contains("repair them: scimctl drift repair " + SHOWN + " --confirm 1");
        assertThat(calls).containsExactly("POST " + BASE + "/jobs {\"kind\":\"drift-check\"} Bearer t",
                "GET " + BASE + "/jobs/" + SHOWN + "/findings  Bearer t");
    }

    @Test
    void r35_repairsNameTheNumberAndRecomputationsTheirScope() {
        assertThat(run(new DriftCommand.Repair(_ -> "t"), SHOWN, "--confirm", "1")).isZero();
        assertThat(run(new RecomputeCommand(_ -> "t"), "--team", SHOWN)).isZero();
        assertThat(run(new RecomputeCommand(_ -> "t"), "--organisation")).isZero();
        assertThat(run(new RecomputeCommand(_ -> "t"))).isEqualTo(2);
        assertThat(run(new JobsCommand(_ -> "t"), "pause", SHOWN)).isZero();
        assertThat(printed(() -> run(new JobsCommand(_ -> "t")), 0)).contains("drift-check", "2,000 accounts");
        assertThat(calls).containsExactly(
                "POST " + BASE + "/jobs {\"kind\":\"repair\",\"check\":\"" + SHOWN + "\",\"confirm\":1} Bearer t",
                "POST " + BASE + "/jobs {\"kind\":\"recompute\",\"team\":\"" + SHOWN + "\"} Bearer t",
                "POST " + BASE + "/jobs {\"kind\":\"recompute\"} Bearer t",
                "POST " + BASE + "/jobs/" + SHOWN + "/pause  Bearer t", "GET " + BASE + "/jobs  Bearer t");
    }

    @Test
    void r38_whatTheApiRefusesIsAFailureOfTheCommand() {
        assertThat(run(new WhyCommand(_ -> "t"), ID.toString(), ID.toString())).isEqualTo(1);
        assertThat(calls).containsExactly("GET " + BASE + "/why?account=" + ID + "&team=" + ID + "  Bearer t");
    }

    @Test
    void r38_whyAsksForAPastMoment() {
        assertThat(run(new WhyCommand(_ -> "t"), ID.toString(), ID.toString(), "--at", "2026-03-01T10:00:00Z"))
                .isEqualTo(1);
        assertThat(calls)
                .containsExactly(
                        "GET " + BASE + "/why?account=" + ID + "&team=" + ID
                                + "&at=2026-03-01T10%3A00%3A00Z  Bearer t");
    }

    @Test
    void r30_undecodableRecordsAreListedShownAndTriedAgain() {
        var second = new UUID(3, 4).toString();
        assertThat(run(new UndecodableCommand(_ -> "t"), "--count", "5", "--cursor", ID.toString())).isZero();
        assertThat(run(new UndecodableCommand(_ -> "t"), ID.toString())).isZero();
        assertThat(run(new UndecodableCommand(_ -> "t"), "--retry", ID.toString(), second)).isZero();
        assertThat(run(new UndecodableCommand(_ -> "t"), "--retry")).isEqualTo(2);
        assertThat(calls).containsExactly("GET " + BASE + "/undecodable?count=5&cursor=" + ID + "  Bearer t",
                "GET " + BASE + "/undecodable/" + ID + "  Bearer t",
                "POST " + BASE + "/undecodable/" + ID + "/retry  Bearer t",
                "POST " + BASE + "/undecodable/" + second + "/retry  Bearer t");
    }

    @Test
    void withoutATokenNothingIsCalled() {
        assertThat(run(new ParkedCommand(_ -> null))).isEqualTo(1);
        assertThat(run(new ReleaseCommand(_ -> "t"))).isEqualTo(2);
        assertThat(calls).isEmpty();
    }
}
