package com.scrydon.scim.testkit;

import java.io.IOException;

/** A Kafka broker that ends with its standard input: with the JVM that started it, however that ended. */
public final class BrokerMain {

    private BrokerMain() {}

    /** With the path of server.properties. */
    public static void main(String[] arguments) {
        Thread.ofPlatform().daemon().name("ends-with-parent").start(BrokerMain::endWithParent);
        kafka.Kafka.main(arguments);
    }

    private static void endWithParent() {
        try {
            var _ = System.in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException _) {
            // It is gone all the same.
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }
}
