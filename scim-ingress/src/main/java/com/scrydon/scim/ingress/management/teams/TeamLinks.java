package com.scrydon.scim.ingress.management.teams;

import com.scrydon.scim.eventlog.outbox.AggregateKind;
import com.scrydon.scim.eventlog.outbox.LockedAggregate;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.ingress.changes.Change;
import com.scrydon.scim.ingress.changes.ChangedMeanwhileException;
import com.scrydon.scim.ingress.changes.ManagementTransactions;
import com.scrydon.scim.ingress.changes.admission.Effect;
import com.scrydon.scim.ingress.door.requests.People;
import com.scrydon.scim.ingress.door.requests.RequestTrace;
import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.servicekit.problems.ApiProblemException;
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

    TeamLinks(ManagementTransactions transactions, TeamStore store, TeamLinkStore links) {
        this.transactions = transactions;
        this.store = store;
        this.links = links;
    }

    /**
     * Lets the Group feed the Team, which must have none; again is no change. It is an addition: whoever wants the Group's own Team to lose it, and
     * no more, has the other way at any time (docs/decisions/011-back-pressure.md).
     */
    TeamRow link(Person person, RequestTrace trace, UUID teamId, UUID groupId) {
        return transactions.runAddition(People.origin(person, trace), Effect.NONE, change -> {
            var organisation = change.organisation();
            if (change.lock(AggregateKind.GROUP, groupId).isEmpty()) {
                throw ApiProblemException.notFound("there is no group " + groupId);
            }
            var own = links.fedBy(organisation, groupId).filter(team -> !team.equals(teamId));
            var locked = lockTeams(change, Stream.concat(own.stream(), Stream.of(teamId)).toList());
            var before = found(change, teamId);
            if (before.linkedGroup().isPresent()) {
                requireSame(before, groupId);
                return before;
            }
            var facts = new ArrayList<PendingFact>();
            own.ifPresent(team -> {
                links.set(organisation, team, null);
                facts.add(TeamFacts.unlinked(of(locked, team), found(change, team).name(), groupId));
            });
            links.set(organisation, teamId, groupId);
            facts.add(TeamFacts.linked(of(locked, teamId), before.name(), groupId));
            change.append(facts);
            return found(change, teamId);
        });
    }

    /** Ends the link; the Group then feeds no Team until it is linked to one. Without a link it is no change. */
    void unlink(Person person, RequestTrace trace, UUID teamId) {
        transactions.run(People.origin(person, trace), change -> {
            var linked = found(change, teamId).linkedGroup();
            linked.ifPresent(group -> {
                var _ = change.lock(AggregateKind.GROUP, group);
                var locked = lockTeams(change, List.of(teamId));
                var row = found(change, teamId);
                if (!row.linkedGroup().equals(linked)) {
                    throw new ChangedMeanwhileException("the link of team " + teamId);
                }
                links.set(change.organisation(), teamId, null);
                change.append(List.of(TeamFacts.unlinked(of(locked, teamId), row.name(), group)));
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

    private static Map<UUID, LockedAggregate> lockTeams(Change change, List<UUID> teams) {
        return change.lock(AggregateKind.TEAM, teams).stream()
                .collect(Collectors.toMap(LockedAggregate::id, Function.identity()));
    }

    private static LockedAggregate of(Map<UUID, LockedAggregate> locked, UUID team) {
        var aggregate = locked.get(team);
        if (aggregate == null) {
            throw Teams.missing(team);
        }
        return aggregate;
    }

    private TeamRow found(Change change, UUID team) {
        return store.find(change.organisation(), team).orElseThrow(() -> Teams.missing(team));
    }
}
