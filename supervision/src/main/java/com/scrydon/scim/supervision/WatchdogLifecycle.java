package com.scrydon.scim.supervision;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/** Watches from after the port is open to before it is closed: last in the order of starting, first in that of ending. */
final class WatchdogLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WatchdogLifecycle.class);

    private final ApplicationContext context;
    private final Optional<InetAddress> address;
    private final WatchdogProperties properties;
    private @Nullable Halt halt;
    private @Nullable SupervisedThread thread;

    WatchdogLifecycle(ApplicationContext context, ServerProperties server, WatchdogProperties properties) {
        this.context = context;
        this.address = Optional.ofNullable(server.getAddress()).filter(given -> !given.isAnyLocalAddress());
        this.properties = properties;
    }

    @Override
    public synchronized void start() {
        if (properties.enabled() && context instanceof WebServerApplicationContext web) {
            Optional.ofNullable(web.getWebServer()).filter(server -> server.getPort() > 0).ifPresent(this::watch);
        }
    }

    private void watch(WebServer server) {
        var door = new Door(new InetSocketAddress(address.orElseGet(InetAddress::getLoopbackAddress),
                server.getPort()), Watchdog.TICK_MILLIS);
        var ending = new Halt();
        var watchdog = new Watchdog(door, full(server), properties, ending);
        halt = ending;
        thread = new SupervisedThread("watchdog", watchdog::watch).start();
        LOG.info("this process ends itself when port {} answers nothing for {} s", server.getPort(),
                properties.patience().toSeconds());
    }

    private static BooleanSupplier full(WebServer server) {
        return server instanceof TomcatWebServer tomcat
                && tomcat.getTomcat().getConnector().getProtocolHandler() instanceof AbstractProtocol<?> protocol
                        ? () -> isFull(protocol)
                        : () -> false;
    }

    private static boolean isFull(AbstractProtocol<?> protocol) {
        boolean noThread = protocol.getExecutor() instanceof ThreadPoolExecutor threads
                && threads.getActiveCount() >= threads.getMaximumPoolSize();
        return noThread || protocol.getConnectionCount() >= protocol.getMaxConnections();
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.close();
            thread = null;
        }
        if (halt != null) {
            halt.forget();
            halt = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    /** The highest there is; the web server's own is a little lower. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
