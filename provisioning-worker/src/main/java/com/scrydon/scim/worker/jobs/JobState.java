package com.scrydon.scim.worker.jobs;

import java.util.Locale;

/** How a job stands. An organisation has one at most that is running or paused. */
enum JobState {
    RUNNING, PAUSED, DONE, CANCELLED, FAILED;

    static JobState named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** As the table, the API and the command line have it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
