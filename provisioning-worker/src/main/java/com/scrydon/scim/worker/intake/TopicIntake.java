package com.scrydon.scim.worker.intake;

import com.scrydon.scim.eventlog.consumers.BatchHandler;
import java.util.Set;

/** What handles the records of some topics, whether a consumer brings them or an operator has one tried again. */
public interface TopicIntake extends BatchHandler {

    /** Names of the topics. */
    Set<String> topics();
}
