package com.scrydon.scim.supervision;

import java.util.concurrent.CountDownLatch;

/** More virtual threads that never wait than there are cores, and one that has to run beside them for the process to end. */
final class ComputingMain {

    private static final int MORE = 2;

    private ComputingMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length == 0) {
            Carriers.provide();
        }
        int many = Runtime.getRuntime().availableProcessors() + MORE;
        var computing = new CountDownLatch(Runtime.getRuntime().availableProcessors());
        for (int i = 0; i < many; i++) {
            Thread.startVirtualThread(() -> {
                computing.countDown();
                while (true) {
                    Thread.onSpinWait();
                }
            });
        }
        computing.await();
        Thread.startVirtualThread(() -> Runtime.getRuntime().halt(0));
        new CountDownLatch(1).await();
    }
}
