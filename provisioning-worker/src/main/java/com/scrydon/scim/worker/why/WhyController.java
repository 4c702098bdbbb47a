package com.scrydon.scim.worker.why;

import com.scrydon.scim.servicekit.ApiController;
import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.servicekit.people.Role;
import com.scrydon.scim.servicekit.problems.ApiProblemException;
import com.scrydon.scim.worker.waiting.ParkedOverview;
import com.scrydon.scim.worker.why.Why.Chain;
import com.scrydon.scim.worker.why.Why.Effect;
import com.scrydon.scim.worker.why.Why.Parked;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Why an account is in a Team, or what ended it (R38). */
@ApiController
@RequestMapping("/api/operations/v1/why")
class WhyController {

    private static final int MAX_CHAINS = 1_000;

    private final WhyStore store;
    private final EffectStore effects;
    private final ParkedOverview parked;

    WhyController(WhyStore store, EffectStore effects, ParkedOverview parked) {
        this.store = store;
        this.effects = effects;
        this.parked = parked;
    }

    @GetMapping
    Why why(Person person, @RequestParam("account") UUID account, @RequestParam("team") UUID team) {
        person.require(Role.OPERATOR, Role.AUDITOR, Role.ORG_ADMIN);
        var organisation = person.organisationId();
        var verdict = store.verdict(organisation, account, team).orElseThrow(
                () -> ApiProblemException.notFound("there is no account " + account + " or no team " + team));
        var chains = Optional.ofNullable(verdict.team().groupId())
                .map(group -> store.chains(account, group, MAX_CHAINS + 1)).orElse(List.<Chain>of());
        var ended = verdict.since() == null ? effects.newestEnd(organisation, account, team) : Optional.<Effect>empty();
        var waiting = parked.find(organisation, account)
                .map(p -> new Parked(p.cause(), p.attempts(), p.nextAttemptAt()));
        return new Why(verdict.account(), verdict.team(), verdict.effective(), verdict.since(),
                chains.stream().limit(MAX_CHAINS).toList(), chains.size() > MAX_CHAINS,
                store.byHand(account, team).orElse(null), store.kept(account, team).orElse(null), ended.orElse(null),
                waiting.orElse(null));
    }
}
