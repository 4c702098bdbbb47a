package com.scrydon.scim.servicekit;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.servicekit.people.Introspector;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long an answer about a token lives when the ingress (here: its answers, held back) takes long to give it (R2). */
@Tag("R2")
class SlowIntrospectionTests {

    private static final Duration KEPT = Duration.ofMillis(400);
    private static final String TOKEN = "scrydon_scim_slow";
    private static final String ACTIVE = """
            {"active":true,"id":"%s","label":"siem","organisationId":"%s","scopes":["audit:read"]}"""
            .formatted(UUID.randomUUID(), UUID.randomUUID());

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger questions = new AtomicInteger();
    /** Answers that are decided and held back. */
    private final Semaphore decided = new Semaphore(0);
    private final Semaphore mayLeave = new Semaphore(0);
    private volatile boolean revoked;
    private HttpServer ingress;
    private Introspector introspector;

    @BeforeEach
    void start() throws IOException {
        ingress = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ingress.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        ingress.createContext("/introspect", this::answer);
        ingress.start();
        introspector = new Introspector(
                URI.create("http://127.0.0.1:" + ingress.getAddress().getPort() + "/introspect"), nanos::get);
    }

    @AfterEach
    void stop() {
        ingress.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        questions.incrementAndGet();
        var answer = (revoked ? "{\"active\":false}" : ACTIVE).getBytes(StandardCharsets.UTF_8);
        decided.release();
        mayLeave.acquireUninterruptibly();
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private boolean isActive() throws IOException {
        return introspector.ask(TOKEN).person().isPresent();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** A request that is told that the token is active, so long after it asked; meanwhile the token is revoked. */
    private void revokeDuringAQuestionOf(Duration time) throws Exception {
        var request = new FutureTask<>(this::isActive);
        Thread.ofVirtual().start(request);
        assertThat(decided.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        revoked = true;
        pass(time);
        mayLeave.release(100);
        assertThat(request.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void r2_anAnswerThatWasLongOnItsWayIsForWhoAskedAndForNobodyElse() throws Exception {
        revokeDuringAQuestionOf(KEPT);
        assertThat(isActive()).isFalse();
        assertThat(questions).hasValue(2);
    }

    @Test
    void r2_anAnswerLivesFromWhenItWasAskedForNotFromWhenItCame() throws Exception {
        revokeDuringAQuestionOf(KEPT.minusMillis(1));
        assertThat(isActive()).isTrue();
        assertThat(questions).hasValue(1);
        pass(Duration.ofMillis(1));
        assertThat(isActive()).isFalse();
    }
}
