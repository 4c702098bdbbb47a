package com.scrydon.scim.worker.why;

import com.scrydon.scim.servicekit.ApiController;
import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.servicekit.people.Role;
import com.scrydon.scim.servicekit.problems.ApiProblemException;
import com.scrydon.scim.worker.why.AuditedDirectory.Moment;
import com.scrydon.scim.worker.why.Why.Chain;
import com.scrydon.scim.worker.why.Why.Kept;
import com.scrydon.scim.worker.why.Why.OfGroup;
import com.scrydon.scim.worker.why.WhyAt.TeamThen;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Why an account was in a Team at a past moment, or not (R38). */
@ApiController
@RequestMapping("/api/operations/v1/why")
class WhyAtController {

    private static final int MAX_CHAINS = 1_000;
    private static final Comparator<Chain> SHORTEST_FIRST = Comparator.<Chain>comparingInt(c -> c.groups().size())
            .thenComparing(c -> c.groups().toString());

    private final WhyStore present;
    private final AuditedDirectory past;
    private final EffectStore effects;
    private final Clock clock;

    WhyAtController(WhyStore present, AuditedDirectory past, EffectStore effects, Clock clock) {
        this.present = present;
        this.past = past;
        this.effects = effects;
        this.clock = clock;
    }

    @GetMapping(params = "at")
    WhyAt whyAt(Person person, @RequestParam("account") UUID account, @RequestParam("team") UUID team,
            @RequestParam("at") Instant at) {
        person.require(Role.OPERATOR, Role.AUDITOR, Role.ORG_ADMIN);
        if (at.isBefore(Instant.EPOCH) || at.isAfter(clock.instant())) {
            throw ApiProblemException.badRequest("at must lie in the past, after 1970");
        }
        if (present.verdict(person.organisationId(), account, team).isEmpty()
                && !past.hadTeam(person.organisationId(), account, team)) {
            throw ApiProblemException.notFound("there is no account " + account + " or no team " + team);
        }
        return whyAt(new Moment(person.organisationId(), at), account, team);
    }

    private WhyAt whyAt(Moment moment, UUID account, UUID team) {
        // Asked first: a fact that is indexed while the rest is read may be missed there, and then this must not say complete.
        boolean complete = past.isComplete(moment);
        var teamThen = named(moment, past.team(moment, team));
        var chains = Optional.ofNullable(teamThen.groupId()).map(group -> chains(moment, account, group))
                .orElse(List.<Chain>of());
        var kept = past.kept(moment, team, account).map(k -> new Kept(k.groupId(), name(moment, k.groupId()), k.at()));
        var effect = effects.newestBy(moment, account, team);
        return new WhyAt(moment.at(), complete, past.account(moment, account), teamThen,
                effect.filter(EffectStore.Turn::gained).isPresent(),
                effect.flatMap(EffectStore.Turn::effect).orElse(null),
                chains.stream().limit(MAX_CHAINS).toList(), chains.size() > MAX_CHAINS,
                past.byHand(moment, team, account).orElse(null), kept.orElse(null));
    }

    private TeamThen named(Moment moment, TeamThen team) {
        var group = team.groupId();
        return group == null ? team : new TeamThen(team.id(), team.name(), group, name(moment, group));
    }

    private String name(Moment moment, UUID group) {
        return past.names(moment, List.of(group)).getOrDefault(group, "");
    }

    private List<Chain> chains(Moment moment, UUID account, UUID top) {
        var groups = past.groupsBelow(moment, top);
        var names = past.names(moment, groups.all());
        return past.direct(moment, groups.all(), account).entrySet().stream()
                .flatMap(direct -> groups.waysUp(direct.getKey(), MAX_CHAINS + 1).stream()
                        .map(way -> chain(way, names, direct.getValue())))
                .limit(MAX_CHAINS + 1).sorted(SHORTEST_FIRST).toList();
    }

    private static Chain chain(List<UUID> way, Map<UUID, String> names, Instant memberSince) {
        return new Chain(way.stream().map(id -> new OfGroup(id, names.getOrDefault(id, ""))).toList(), memberSince);
    }
}
