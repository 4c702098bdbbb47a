package com.scrydon.scim.ingress.access;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import com.scrydon.scim.ingress.harness.RunningIngress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the log of the running service makes of texts that strangers chose. */
class LogTests {

    private static final String FORGED = "2026-01-01T00:00:00.000Z  INFO [main] all is well";
    private static final String TOKEN = "scrydon_scim_abcDEF-123_456.~7";

    @Test
    void nothingThatAClientSentBeginsALineOfTheLog() {
        var cause = new IllegalArgumentException("inner\r\n" + FORGED);
        var lines = logged("no\n" + FORGED + "\r" + FORGED, new IllegalStateException("outer\n" + FORGED, cause))
                .lines()
                .toList();
        assertThat(lines).noneMatch(line -> line.startsWith("2026-01-01"));
        assertThat(lines.getFirst()).contains("no " + FORGED);
        assertThat(lines.get(1)).contains("IllegalStateException: outer " + FORGED);
        assertThat(lines).anyMatch(line -> line.startsWith("\tat "))
                .anyMatch(line -> line.startsWith("Caused by: java.lang.IllegalArgumentException: inner " + FORGED));
    }

    @Test
    void everyRecordOfTheLogBeginsALine() {
        assertThat(logged("plain", null)).endsWith(": plain\n");
        assertThat(logged("with a trace", new IllegalStateException("x"))).endsWith("\n");
    }

    @Test
    void noRawTokenStandsInTheLog() {
        var text = logged("of " + TOKEN, new IllegalStateException("Parameter [search] with value [" + TOKEN + "%zz]"));
        assertThat(text).doesNotContain(TOKEN).contains("of scrydon_scim_***", "value [scrydon_scim_***%zz]");
    }

    private static String logged(String message, @org.jspecify.annotations.Nullable Throwable failure) {
        assertThat(RunningIngress.INSTANCE.port()).isPositive();
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        var console = (ConsoleAppender<ILoggingEvent>) context.getLogger(Logger.ROOT_LOGGER_NAME)
                .getAppender("CONSOLE");
        var event = new LoggingEvent(LogTests.class.getName(), context.getLogger(LogTests.class), Level.ERROR, message,
                failure, null);
        return new String(console.getEncoder().encode(event), StandardCharsets.UTF_8);
    }
}
