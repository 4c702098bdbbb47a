package com.scrydon.scim.localstack.layout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for the parts of a test's own stack: below those that the system gives to clients, which come and go between a look and a start, and beside
 * those of the stacks that tests and benchmarks start.
 */
public final class FreePorts {

    private static final int FIRST = 19_000;
    private static final int END = 28_000;
    private static final int APART = 20;

    private FreePorts() {}

    /** A base behind which as many are free as a stack takes. */
    public static int base() {
        int base;
        do {
            base = FIRST + ThreadLocalRandom.current().nextInt((END - FIRST) / APART) * APART;
        } while (!areFree(base));
        return base;
    }

    private static boolean areFree(int base) {
        for (int port = base; port < base + APART; port++) {
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                assert socket.isBound();
            } catch (IOException _) {
                return false;
            }
        }
        return true;
    }
}
