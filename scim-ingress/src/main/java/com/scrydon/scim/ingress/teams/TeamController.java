package com.scrydon.scim.ingress.teams;

import com.scrydon.scim.apiaccess.ApiController;
import com.scrydon.scim.apiaccess.ApiProblemException;
import com.scrydon.scim.apiaccess.Person;
import com.scrydon.scim.apiaccess.Role;
import com.scrydon.scim.ingress.wire.Caller;
import com.scrydon.scim.ingress.wire.ManagementCaller;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/** Teams for org admins: native ones, renames, members by hand; and who is in effect in a Team, and why (R37, R38). */
@ApiController
@RequestMapping("/api/management/v1")
class TeamController {

    private static final int MAX_NAME = 500;
    private static final int MAX_COUNT = 1_000;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Teams teams;
    private final TeamStore store;
    private final EffectStore effects;

    TeamController(Teams teams, TeamStore store, EffectStore effects) {
        this.teams = teams;
        this.store = store;
        this.effects = effects;
    }

    /** A name for a Team. */
    record Naming(@Nullable String name) {

        String valid() {
            if (name == null || name.isBlank() || name.length() > MAX_NAME) {
                throw ApiProblemException.badRequest("name must have 1 to " + MAX_NAME + " characters");
            }
            return name;
        }
    }

    @PostMapping("/teams")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, UUID> create(@RequestBody Naming naming, Person person, HttpServletRequest http) {
        return Map.of("id", teams.create(admin(person, http), naming.valid()).id());
    }

    @PatchMapping("/teams/{id}")
    Team rename(@PathVariable UUID id, @RequestBody Naming naming, Person person, HttpServletRequest http) {
        return teams.rename(admin(person, http), id, naming.valid());
    }

    @PutMapping("/teams/{id}/members/{account}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void add(@PathVariable UUID id, @PathVariable UUID account, Person person, HttpServletRequest http) {
        teams.addByHand(admin(person, http), id, account);
    }

    @DeleteMapping("/teams/{id}/members/{account}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id, @PathVariable UUID account, Person person, HttpServletRequest http) {
        teams.removeByHand(admin(person, http), id, account);
    }

    @GetMapping("/teams")
    Map<String, Object> list(@RequestParam(required = false) @Nullable String name,
            @RequestParam(defaultValue = "100") int count, @RequestParam(defaultValue = "") String cursor,
            Person person) {
        reader(person);
        int limit = Math.clamp(count, 1, MAX_COUNT);
        var found = store.list(person.organisationId(), name, decode(cursor), limit);
        return page("teams", found, found.size() == limit ? encode(found.getLast().name()) : null);
    }

    @GetMapping("/teams/{id}")
    Team get(@PathVariable UUID id, Person person) {
        reader(person);
        return store.find(person.organisationId(), id).orElseThrow(Teams::noSuchTeam);
    }

    @GetMapping("/teams/{id}/members")
    Map<String, Object> members(@PathVariable UUID id, @RequestParam(defaultValue = "100") int count,
            @RequestParam(defaultValue = "") String cursor, Person person) {
        reader(person);
        var _ = store.find(person.organisationId(), id).orElseThrow(Teams::noSuchTeam);
        int limit = Math.clamp(count, 1, MAX_COUNT);
        var found = effects.members(person.organisationId(), id, after(cursor), limit);
        return page("members", found, found.size() == limit ? found.getLast().accountId().toString() : null);
    }

    @GetMapping("/accounts/{account}/teams")
    Map<String, List<EffectStore.TeamOfAccount>> teamsOf(@PathVariable UUID account, Person person) {
        reader(person);
        return Map.of("teams", effects.teamsOf(person.organisationId(), account));
    }

    private static Map<String, Object> page(String name, List<?> items, @Nullable String next) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put(name, items);
        if (next != null) {
            page.put("nextCursor", next);
        }
        return page;
    }

    private static String encode(String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw ApiProblemException.badRequest("cursor is not one of ours");
        }
    }

    private static UUID after(String cursor) {
        try {
            return cursor.isEmpty() ? BEFORE_ALL : UUID.fromString(cursor);
        } catch (IllegalArgumentException _) {
            throw ApiProblemException.badRequest("cursor is not one of ours");
        }
    }

    private static Caller admin(Person person, HttpServletRequest http) {
        person.require(Role.ORG_ADMIN);
        return ManagementCaller.of(person, http);
    }

    private static void reader(Person person) {
        person.require(Role.ORG_ADMIN, Role.AUDITOR, Role.OPERATOR);
    }
}
