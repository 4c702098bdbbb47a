package com.scrydon.scim.worker.jobs;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Tells drift from what is only on its way: a difference counts if it is there at a second look, by when what was changed just before the first
 * one is in effect, which is soon, for jobs pause while much waits ({@link LiveTraffic}). In memory: whoever is killed in between looks twice again.
 */
@Component
class SecondLook {

    private static final int MOST_JOBS = 1_000;

    private final Map<UUID, First> firsts = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, First> eldest) {
            return size() > MOST_JOBS;
        }
    };

    /** What was seen first, and behind which account. */
    private record First(UUID position, Set<Difference> seen) {}

    /**
     * Those of the differences behind the job's position that were there at a first look, too.
     *
     * @return empty if this is the first look and there are any: look again after {@link JobProperties#secondLook}
     */
    synchronized Optional<List<Difference>> confirmed(Job job, List<Difference> differences) {
        var first = firsts.remove(job.id());
        if (first != null && first.position().equals(job.position())) {
            return Optional.of(differences.stream().filter(first.seen()::contains).toList());
        }
        if (differences.isEmpty()) {
            return Optional.of(differences);
        }
        firsts.put(job.id(), new First(job.position(), new HashSet<>(differences)));
        return Optional.empty();
    }
}
