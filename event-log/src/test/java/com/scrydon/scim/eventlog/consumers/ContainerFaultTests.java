package com.scrydon.scim.eventlog.consumers;

import java.util.List;

/** The faults while a container of spring-kafka polls. */
class ContainerFaultTests extends ConsumerFaults {

    @Override
    Polling polling(String name, List<String> topics) {
        return new ContainerPolling(name, topics);
    }
}
