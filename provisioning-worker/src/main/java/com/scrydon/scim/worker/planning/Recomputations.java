package com.scrydon.scim.worker.planning;

import com.scrydon.scim.worker.intake.Cause;
import java.util.Collection;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Has accounts recomputed that no fact asks for: by the same tasks, so that they stand in the same line and are as harmless (R29). */
@Component
public class Recomputations {

    private final Tasks tasks;

    Recomputations(Tasks tasks) {
        this.tasks = tasks;
    }

    /**
     * Returns once Kafka has acknowledged a task for each.
     *
     * @throws RuntimeException if it has not for some: all may be sent again
     */
    public void send(Collection<UUID> accounts, UUID organisation, Cause cause) {
        try (var sending = tasks.begin()) {
            accounts.forEach(account -> sending.send(account, organisation, cause));
            sending.awaitAll();
        }
    }
}
