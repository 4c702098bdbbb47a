package com.scrydon.scim.testkit;

import java.io.IOException;
import org.springframework.boot.SpringApplication;

/** What is done at the end of the JVM, after the applications in it have been closed. */
final class AfterApplications {

    private AfterApplications() {}

    /** Something that ends a server. */
    interface End {

        void run() throws IOException;
    }

    /**
     * Ends a server last. Shutdown hooks of the JVM run side by side: applications whose database or broker goes before
     * them try to reach it until their time-outs, and the JVM of the tests is killed after 30 s.
     */
    static void run(End end) {
        SpringApplication.getShutdownHandlers().add(() -> {
            try {
                end.run();
            } catch (IOException e) {
                System.err.println("a server for tests does not end: " + e);
            }
        });
    }
}
