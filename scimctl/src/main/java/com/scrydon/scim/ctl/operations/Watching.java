package com.scrydon.scim.ctl.operations;

import com.scrydon.scim.clients.operations.Job;
import com.scrydon.scim.clients.operations.OperationsApi;
import java.time.Duration;
import java.util.Objects;
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
            if (now.accounts() != job.accounts() || !now.state().equals(job.state())
                    || !Objects.equals(now.waitsFor(), job.waitsFor())) {
                System.err.printf("%s %s: %,d accounts%s%n", now.kind(), now.state(), now.accounts(),
                        JobLines.waiting(now));
            }
            job = now;
        }
        return job;
    }

    /** 1 if it failed or was ended early, whoever asked for it having waited; otherwise 0. */
    int code(Job job) {
        return job.isDone() || (noWait && !job.isOver()) ? 0 : 1;
    }
}
