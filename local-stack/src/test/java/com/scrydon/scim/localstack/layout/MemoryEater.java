package com.scrydon.scim.localstack.layout;

import java.util.ArrayList;

/** A program that needs more memory than there is, in a thread that survives its error, as most do. */
final class MemoryEater {

    private MemoryEater() {}

    public static void main(String[] arguments) throws InterruptedException {
        var kept = new ArrayList<long[]>();
        var eating = Thread.ofPlatform().start(() -> {
            while (true) {
                kept.add(new long[1 << 16]);
            }
        });
        eating.join();
        System.out.println("still there after " + kept.size());
    }
}
