package com.scrydon.scim.eventlog.consumers;

import java.util.List;

/** The faults while a loop of ours polls. */
class BatchConsumerFaultTests extends ConsumerFaults {

    @Override
    Polling polling(String name, List<String> topics) {
        return new OwnPolling(topics);
    }
}
