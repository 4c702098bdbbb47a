package com.scrydon.scim.ctl.operations;

import com.scrydon.scim.clients.operations.Job;
import com.scrydon.scim.clients.operations.OperationsApi;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Option;

/** Whether a command that starts a job waits for its end, as an option of each that does. */
final class Watching {

    private static final Duration BETWEEN = Duration.ofMillis(500);

    @Option(names = "--no-wait", description = "Return at once; \"scimctl jobs\" shows how it goes.")
    private boolean noWait;

    /** The job as it ends, with its progress on standard error; as it is now with {@code --no-wait}. A pause is no end. */
    Job watched(OperationsApi api, Job started) {
        var job = started;
        while (!noWait && !job.isOver()) {
            LockSupport.parkNanos(BETWEEN.toNanos());
            var now = api.job(job.id());
            if (now.accounts() != job.accounts() || !now.state().equals(job.state())) {
                System.err.printf("%s %s: %,d accounts%n", now.kind(), now.state(), now.accounts());
            }
            job = now;
        }
        return job;
    }
}
