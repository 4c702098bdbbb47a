package com.scrydon.scim.ingress.management.teams;

import com.scrydon.scim.eventlog.outbox.AggregateKind;
import com.scrydon.scim.eventlog.outbox.Aggregates;
import com.scrydon.scim.eventlog.outbox.LockedAggregate;
import com.scrydon.scim.eventlog.outbox.Moments;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.ingress.changes.ChangedMeanwhileException;
import com.scrydon.scim.ingress.changes.ManagementTransactions;
import com.scrydon.scim.ingress.door.requests.People;
import com.scrydon.scim.ingress.door.requests.RequestTrace;
import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.servicekit.problems.ApiProblemException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Which Group feeds which Team, as people decide it (R16). A Group feeds one Team at most, a Team has one Group at most. A
 * Group that is linked elsewhere gives its own Team up: that one stays, under its name, with its members by hand.
 */
@Component
class TeamLinks {

    private final ManagementTransactions transactions;
    private final TeamStore store;
    private final TeamLinkStore links;
    private final Aggregates aggregates;
    private final Outbox outbox;
    private final Clock clock;

    TeamLinks(ManagementTransactions transactions, TeamStore store, TeamLinkStore links, Aggregates aggregates,
            Outbox outbox, Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.links = links;
        this.aggregates = aggregates;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Lets the Group feed the Team, which must have none; again is no change. */
    TeamRow link(Person person, RequestTrace trace, UUID teamId, UUID groupId) {
        var organisation = person.organisationId();
        return transactions.runAddition(() -> {
            if (aggregates.lock(AggregateKind.GROUP, organisation, groupId).isEmpty()) {
                throw ApiProblemException.notFound("there is no group " + groupId);
            }
            var own = links.fedBy(organisation, groupId).filter(team -> !team.equals(teamId));
            var locked = lockTeams(organisation, Stream.concat(own.stream(), Stream.of(teamId)).toList());
            var before = found(person, teamId);
            if (before.linkedGroup().isPresent()) {
                requireSame(before, groupId);
                return before;
            }
            var facts = new ArrayList<PendingFact>();
            own.ifPresent(team -> {
                links.set(organisation, team, null);
                facts.add(TeamFacts.unlinked(of(locked, team), found(person, team).name(), groupId));
            });
            links.set(organisation, teamId, groupId);
            facts.add(TeamFacts.linked(of(locked, teamId), before.name(), groupId));
            outbox.append(People.origin(person, trace).at(Moments.now(clock)), facts);
            return found(person, teamId);
        });
    }

    /** Ends the link; the Group then feeds no Team until it is linked to one. Without a link it is no change. */
    void unlink(Person person, RequestTrace trace, UUID teamId) {
        var organisation = person.organisationId();
        transactions.run(() -> {
            var linked = found(person, teamId).linkedGroup();
            linked.ifPresent(group -> {
                var _ = aggregates.lock(AggregateKind.GROUP, organisation, group);
                var locked = lockTeams(organisation, List.of(teamId));
                var row = found(person, teamId);
                if (!row.linkedGroup().equals(linked)) {
                    throw new ChangedMeanwhileException("the link of team " + teamId);
                }
                links.set(organisation, teamId, null);
                outbox.append(People.origin(person, trace).at(Moments.now(clock)),
                        List.of(TeamFacts.unlinked(of(locked, teamId), row.name(), group)));
            });
            return linked.isPresent();
        });
    }

    private static void requireSame(TeamRow team, UUID groupId) {
        if (!groupId.equals(team.groupId())) {
            throw ApiProblemException.conflict("the team is fed by the group " + team.groupName() + " ("
                    + team.groupId() + "); unlink that first");
        }
    }

    private Map<UUID, LockedAggregate> lockTeams(UUID organisation, List<UUID> teams) {
        return aggregates.lock(AggregateKind.TEAM, organisation, teams).stream()
                .collect(Collectors.toMap(LockedAggregate::id, Function.identity()));
    }

    private static LockedAggregate of(Map<UUID, LockedAggregate> locked, UUID team) {
        var aggregate = locked.get(team);
        if (aggregate == null) {
            throw Teams.missing(team);
        }
        return aggregate;
    }

    private TeamRow found(Person person, UUID team) {
        return store.find(person.organisationId(), team).orElseThrow(() -> Teams.missing(team));
    }
}
