package com.scrydon.scim.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.testkit.Eventually;
import java.io.IOException;
import java.time.Duration;

/** Another instance of the worker, so that groups rebalance and leaders swap. */
final class SecondWorker implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final WorkersLog log;
    private final SecondProcess process;

    SecondWorker(TestStack stack) throws IOException {
        this.log = stack.workersLog();
        this.process = new SecondProcess(stack, "provisioning-worker", "second-worker.log");
        awaitBoth();
    }

    /** Ends it as kill -9 does, and starts the next. */
    void killAndReplace() {
        process.killAndReplace();
    }

    /** Waits until the broker counts both workers in all groups, and nobody else. */
    void awaitBoth() {
        awaitMembers(2);
    }

    void awaitMembers(int members) {
        Eventually.within(PATIENCE, TestStack.PAUSE, () -> {
            for (var group : WorkersLog.GROUPS) {
                assertThat(log.members(group)).as(group).isEqualTo(members);
            }
        });
    }

    /** Ends it in order; answers when the broker has let it go. */
    @Override
    public void close() {
        process.close();
    }
}
