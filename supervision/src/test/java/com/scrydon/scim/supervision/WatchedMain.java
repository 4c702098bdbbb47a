package com.scrydon.scim.supervision;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/** A service with nothing but its port and its watchdog, which does on command what services must not do. */
@ImportAutoConfiguration({SupervisionConfiguration.class, SslAutoConfiguration.class,
    TomcatServletWebServerAutoConfiguration.class})
public class WatchedMain {

    private static final CountDownLatch NEVER = new CountDownLatch(1);

    /** Reads commands, one a line, and ends with its standard input. */
    public static void main(String[] arguments) throws IOException {
        var service = SpringApplication.run(WatchedMain.class, arguments);
        System.out.println("ready");
        for (int command = System.in.read(); command >= 0; command = System.in.read()) {
            obey((char) command, (WebServerApplicationContext) service);
        }
        Runtime.getRuntime().halt(0);
    }

    private static void obey(char command, WebServerApplicationContext service) {
        switch (command) {
            case 'p' -> pause(service); // connections are made by the kernel, and nobody takes them
            case 's' -> stick();
            default -> {
            }
        }
    }

    private static void pause(WebServerApplicationContext service) {
        ((TomcatWebServer) Objects.requireNonNull(service.getWebServer())).getTomcat().getConnector().pause();
    }

    private static void stick() {
        var self = new AtomicReference<SupervisedThread>();
        self.set(new SupervisedThread("sticks", () -> {
            Objects.requireNonNull(self.get()).beat();
            NEVER.await();
        }));
        var _ = Objects.requireNonNull(self.get()).start();
    }
}
