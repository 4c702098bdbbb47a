package com.scrydon.scim.eventlog.consumers;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A handler of a test: it does first what the test says, which may wait or throw, and then leaves its trail. */
final class Hands implements BatchHandler {

    private final String who;
    private final Trail trail;
    private volatile Runnable first = () -> {};

    Hands(String who, Trail trail) {
        this.who = who;
        this.trail = trail;
    }

    String who() {
        return who;
    }

    /** What it does with each batch from now on before anything else. */
    void first(Runnable deed) {
        first = deed;
    }

    void heal() {
        first(() -> {});
    }

    @Override
    public void handle(List<ConsumerRecord<String, byte[]>> batch) {
        first.run();
        trail.handled(who, batch);
    }

    /** Holds up whoever comes until it is opened. */
    static final class Gate implements Runnable {

        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);

        @Override
        public void run() {
            reached.countDown();
            await(open);
        }

        void awaitSomebody() {
            await(reached);
        }

        void open() {
            open.countDown();
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }
}
