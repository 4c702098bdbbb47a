package com.scrydon.scim.ingress.management.teams;

import com.scrydon.scim.ingress.management.teams.EffectiveMembers.Membership;
import com.scrydon.scim.ingress.management.teams.EffectiveMembers.ThroughGroup;
import com.scrydon.scim.servicekit.ApiController;
import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.servicekit.problems.ApiProblemException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** The Teams of one account, in effect. */
@ApiController
@RequestMapping("/api/management/v1/accounts/{id}/teams")
class AccountTeamsController {

    private final EffectiveMembers members;
    private final TeamStore store;

    AccountTeamsController(EffectiveMembers members, TeamStore store) {
        this.members = members;
        this.store = store;
    }

    /** A Team that the account is in, with the reasons. */
    record TeamOfAccount(UUID id, String name, boolean direct, List<ThroughGroup> throughGroups, boolean byHand,
            boolean kept, Instant since) {

        static TeamOfAccount of(Membership m) {
            return new TeamOfAccount(m.teamId(), m.teamName(), m.direct(), m.throughGroups(), m.byHand(), m.kept(),
                    m.since());
        }
    }

    record Listed(List<TeamOfAccount> teams) {}

    @GetMapping
    Listed teams(Person person, @PathVariable("id") UUID id) {
        if (!store.hasAccount(person.organisationId(), id)) {
            throw ApiProblemException.notFound("there is no account " + id);
        }
        return new Listed(members.ofAccount(person.organisationId(), id).stream().map(TeamOfAccount::of).toList());
    }
}
