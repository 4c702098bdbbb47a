package com.scrydon.scim.supervision;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends the process at once, with status 70. No hook runs, since hooks wait for what is stuck; what is not written yet is as
 * after a crash, which everything here is made for. Its last words go to standard error past the log, whose locks may be
 * what is stuck, from a thread that was made while there was memory; who reads them is not waited for.
 */
final class Halt implements Watchdog.End {

    static final int STATUS = 70;
    private static final long WORDS_SECONDS = 2;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch said = new CountDownLatch(1);
    private volatile String reason = "";

    Halt() {
        Thread.ofPlatform().daemon().name("last-words").start(this::speak);
    }

    @Override
    public void because(String why) {
        try {
            reason = why;
            asked.countDown();
            var _ = said.await(WORDS_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            // It ends anyway.
        } finally {
            Runtime.getRuntime().halt(STATUS);
        }
    }

    /** No longer needed. */
    void forget() {
        asked.countDown();
    }

    private void speak() {
        try {
            asked.await();
            if (!reason.isEmpty()) {
                write("scim-watchdog: the process ends itself: " + reason + "\n");
                Thread.getAllStackTraces().forEach(Halt::write);
            }
        } catch (InterruptedException | RuntimeException _) {
            // Nothing more can be said.
        } finally {
            said.countDown();
        }
    }

    private static void write(Thread thread, StackTraceElement[] stack) {
        var text = new StringBuilder("\"" + thread.getName() + "\" " + thread.getState() + "\n");
        for (var frame : stack) {
            text.append("    at ").append(frame).append('\n');
        }
        write(text.toString());
    }

    private static void write(String text) {
        try {
            new FileOutputStream(FileDescriptor.err).write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            // Nobody listens.
        }
    }
}
