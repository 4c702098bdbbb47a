package com.scrydon.scim.worker.jobs;

import java.util.Objects;

/** A step of a job came to nothing: which job it was, and why. */
final class StepFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Job job;

    StepFailedException(Job job, RuntimeException cause) {
        super(cause);
        this.job = job;
    }

    Job job() {
        return job;
    }

    RuntimeException reason() {
        return (RuntimeException) Objects.requireNonNull(getCause());
    }
}
