package com.scrydon.scim.testkit.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Sends hostile requests to a service of this process, a connection each, and judges what comes back and what is logged. */
public final class HostileCalls {

    private static final int SERVER_ERROR = 500;
    private static final int REPORTED = 10;
    /** Longer than any bound on a request that is not complete: an answer has to come. */
    private static final int PATIENCE_MILLIS = 40_000;

    private final int port;
    /** Which 5xx are documented. */
    private final BiPredicate<HostileRequest, Integer> expected;

    public HostileCalls(int port, BiPredicate<HostileRequest, Integer> expected) {
        this.port = port;
        this.expected = expected;
    }

    /** No answer is a server error, and nobody can fill the log: no ERROR, and no stack of anything. */
    public void assertHarmless(Stream<HostileRequest> requests) {
        var statuses = new TreeMap<Integer, Integer>();
        var failures = new ArrayList<String>();
        var logged = new ListAppender<ILoggingEvent>();
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        logged.start();
        root.addAppender(logged);
        try {
            requests.forEach(request -> judge(request, statuses, failures, logged));
        } finally {
            root.detachAppender(logged);
        }
        LoggerFactory.getLogger(HostileCalls.class).info("hostile requests: answers by status {}", statuses);
        assertThat(failures.stream().limit(REPORTED)).as("%d failures", failures.size()).isEmpty();
        assertThat(statuses).as("something was sent").isNotEmpty();
    }

    private void judge(HostileRequest request, Map<Integer, Integer> statuses, List<String> failures,
            ListAppender<ILoggingEvent> logged) {
        int status = send(request);
        statuses.merge(status, 1, Integer::sum);
        if (status >= SERVER_ERROR && !expected.test(request, status)) {
            failures.add(status + " to " + request);
        }
        // A copy: threads of the service go on logging.
        for (var event : Stream.of(logged.list.toArray(new ILoggingEvent[0])).toList()) {
            // Tomcat tells its first unreadable request at INFO with a stack, and no other.
            boolean stack = event.getThrowableProxy() != null && event.getLevel().isGreaterOrEqual(Level.WARN);
            if (event.getLevel() == Level.ERROR || stack) {
                var why = event.getThrowableProxy() == null ? "" : event.getThrowableProxy().getClassName();
                failures.add("logged " + event + " " + why + " for " + request);
            }
        }
        logged.list.clear();
    }

    /** The status; 0 where the connection was closed without one. */
    private int send(HostileRequest request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.bytes());
            // Whoever waits for more of a body learns that there is none.
            socket.shutdownOutput();
            var line = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            return line.startsWith("HTTP/1.1 ") && line.length() == 12 ? Integer.parseInt(line.substring(9)) : 0;
        } catch (java.net.SocketException _) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(request.toString(), e);
        }
    }
}
