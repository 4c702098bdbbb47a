package com.scrydon.scim.ingress.teams;

import com.scrydon.scim.eventlog.outbox.AggregateKind;
import com.scrydon.scim.eventlog.outbox.Aggregates;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.outbox.UuidV7;
import com.scrydon.scim.ingress.wire.Caller;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Teams of pushed Groups: made with the Group, kept when it goes (R16, R18). */
@Component
public class PushedTeams {

    private static final int CANDIDATES = 200;

    private final TeamStore store;
    private final Aggregates aggregates;
    private final Outbox outbox;

    PushedTeams(TeamStore store, Aggregates aggregates, Outbox outbox) {
        this.store = store;
        this.aggregates = aggregates;
        this.outbox = outbox;
    }

    /** A Team made for a Group. */
    public record Made(UUID id, String name) {}

    /** What stayed when a Group went. */
    public record Kept(String teamName, int members) {}

    /** Makes the Group's Team: its name, or the first free of {@code Name (SCIM)}, {@code Name (SCIM 2)} … */
    public Made make(UUID organisation, UUID group, String displayName, Instant now) {
        var candidates = candidates(displayName);
        Set<String> taken = new HashSet<>(
                store.takenNames(organisation, candidates.stream().map(PushedTeams::folded).toList()));
        var name = candidates.stream().filter(c -> !taken.contains(folded(c))).findFirst()
                .orElseThrow(() -> new DuplicateKeyException("no Team name is left for " + displayName));
        var id = UuidV7.at(now);
        store.insert(organisation, id, name, group, now);
        return new Made(id, name);
    }

    private static List<String> candidates(String name) {
        return Stream.concat(Stream.of(name, name + " (SCIM)"),
                IntStream.rangeClosed(2, CANDIDATES).mapToObj(n -> name + " (SCIM " + n + ")")).toList();
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Unlinks the Team of a Group that is deleted and keeps its effective members of this moment. */
    public Kept release(Caller caller, UUID team, UUID group, String groupName, Instant now) {
        var locked = aggregates.lock(AggregateKind.TEAM, caller.organisationId(), team).orElseThrow();
        var kept = store.keepMembers(caller.organisationId(), team, group, groupName, now);
        store.unlink(team);
        var row = store.find(caller.organisationId(), team).orElseThrow();
        outbox.append(caller.at(now), TeamFacts.kept(locked, row, kept, group));
        return new Kept(row.name(), kept.size());
    }
}
