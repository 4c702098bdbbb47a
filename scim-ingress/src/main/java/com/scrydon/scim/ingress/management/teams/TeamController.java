package com.scrydon.scim.ingress.management.teams;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.scrydon.scim.ingress.changes.Keyset;
import com.scrydon.scim.ingress.door.requests.RawTokens;
import com.scrydon.scim.ingress.door.requests.RequestTrace;
import com.scrydon.scim.language.texts.Texts;
import com.scrydon.scim.servicekit.ApiController;
import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.servicekit.people.Role;
import com.scrydon.scim.servicekit.problems.ApiProblemException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Teams of the organisation. */
@ApiController
@RequestMapping("/api/management/v1/teams")
class TeamController {

    private static final int MAX_NAME = 500;

    private final Teams teams;
    private final TeamStore store;
    private final EffectiveMembers members;

    TeamController(Teams teams, TeamStore store, EffectiveMembers members) {
        this.teams = teams;
        this.store = store;
        this.members = members;
    }

    record Body(@Nullable String name) {}

    record Made(UUID id) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Listed(List<TeamRow> teams, @Nullable String nextCursor) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ListedMembers(List<MemberRow> members, @Nullable String nextCursor) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Made create(Person person, RequestTrace trace, @RequestBody Body body) {
        person.require(Role.ORG_ADMIN);
        return new Made(teams.create(person, trace, name(body)));
    }

    @PatchMapping("/{id}")
    TeamRow rename(Person person, RequestTrace trace, @PathVariable("id") UUID id, @RequestBody Body body) {
        person.require(Role.ORG_ADMIN);
        return teams.rename(person, trace, id, name(body));
    }

    /** By exact name in any case, or page by page. */
    @GetMapping
    Listed list(Person person, @RequestParam(name = "name", required = false) @Nullable String name,
            @RequestParam(name = "count", required = false) @Nullable Integer count,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        if (name != null) {
            return new Listed(Texts.storable(name) ? store.named(person.organisationId(), name) : List.of(), null);
        }
        var page = Keyset.of(count, cursor);
        var rows = store.page(person.organisationId(), page);
        return new Listed(rows, page.next(rows, TeamRow::id).orElse(null));
    }

    @GetMapping("/{id}")
    TeamRow read(Person person, @PathVariable("id") UUID id) {
        return store.find(person.organisationId(), id).orElseThrow(() -> Teams.missing(id));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Person person, RequestTrace trace, @PathVariable("id") UUID id) {
        person.require(Role.ORG_ADMIN);
        teams.delete(person, trace, id);
    }

    @GetMapping("/{id}/members")
    ListedMembers members(Person person, @PathVariable("id") UUID id,
            @RequestParam(name = "count", required = false) @Nullable Integer count,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        if (store.find(person.organisationId(), id).isEmpty()) {
            throw Teams.missing(id);
        }
        var page = Keyset.of(count, cursor);
        var rows = members.ofTeam(person.organisationId(), id, page).stream().map(MemberRow::of).toList();
        return new ListedMembers(rows, page.next(rows, MemberRow::accountId).orElse(null));
    }

    @PutMapping("/{id}/members/{accountId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void add(Person person, RequestTrace trace, @PathVariable("id") UUID id,
            @PathVariable("accountId") UUID accountId) {
        person.require(Role.ORG_ADMIN);
        teams.addByHand(person, trace, id, accountId);
    }

    @DeleteMapping("/{id}/members/{accountId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Person person, RequestTrace trace, @PathVariable("id") UUID id,
            @PathVariable("accountId") UUID accountId) {
        person.require(Role.ORG_ADMIN);
        teams.removeByHand(person, trace, id, accountId);
    }

    private static String name(Body body) {
        var name = body.name();
        if (name == null || name.isBlank() || name.length() > MAX_NAME || !Texts.storable(name)) {
            throw ApiProblemException.badRequest("name must have 1 to " + MAX_NAME + " characters");
        }
        if (RawTokens.in(name)) {
            throw ApiProblemException.badRequest("name must not hold a token: it is shown to others");
        }
        return name.strip();
    }
}
