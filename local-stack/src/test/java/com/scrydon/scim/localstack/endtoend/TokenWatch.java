package com.scrydon.scim.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.localstack.demo.Caller;
import com.scrydon.scim.testkit.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Asks one process again and again with one token, without a pause, until it is refused a few times. */
final class TokenWatch implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Not more: failures of one address are limited, and all tests have the same. */
    private static final int REFUSALS = 3;

    private final Caller caller;
    private final String path;
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    /** @param beganNanos by {@code System.nanoTime}, before the request was sent */
    record Seen(int status, long beganNanos) {

        boolean isGood() {
            return status == 200;
        }
    }

    /** Begins to ask; answers when the token was found good. */
    TokenWatch(Caller caller, String path) {
        this.caller = caller;
        this.path = path;
        Thread.ofVirtual().start(this::watch);
        Eventually.within(PATIENCE, () -> assertThat(seen).anyMatch(Seen::isGood));
    }

    private void watch() {
        try {
            while (!ended && refusals().size() < REFUSALS) {
                long began = System.nanoTime();
                seen.add(new Seen(caller.call("GET", path, null).status(), began));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Integer> refusals() {
        return seen.stream().filter(one -> !one.isGood()).map(Seen::status).toList();
    }

    /** Waits for the refusals; says by how much the last request that was let through began later than that moment. */
    Duration lastGoodAfter(long nanos) {
        // 429 is what an address gets in the place of a 401 that has failed too often.
        Eventually.within(PATIENCE, () -> assertThat(refusals()).hasSize(REFUSALS).isSubsetOf(401, 429));
        return Duration.ofNanos(seen.stream().filter(Seen::isGood).mapToLong(one -> one.beganNanos() - nanos).max()
                .orElse(0));
    }

    /** How many requests it sent. */
    int size() {
        return seen.size();
    }

    @Override
    public void close() {
        ended = true;
        caller.close();
    }
}
