package com.scrydon.scim.ingress.users;

import com.scrydon.scim.ingress.attributes.Projection;
import com.scrydon.scim.ingress.filters.Filters;
import com.scrydon.scim.ingress.filters.SqlCondition;
import com.scrydon.scim.ingress.filters.SqlFilters;
import com.scrydon.scim.ingress.groups.AccountMemberships;
import com.scrydon.scim.ingress.requests.Origin;
import com.scrydon.scim.ingress.wire.ETags;
import com.scrydon.scim.ingress.wire.Page;
import com.scrydon.scim.ingress.wire.ResourceId;
import com.scrydon.scim.ingress.wire.ScimAnswers;
import com.scrydon.scim.ingress.wire.ScimBody;
import com.scrydon.scim.ingress.wire.ScimController;
import com.scrydon.scim.ingress.wire.ScimProblem;
import com.scrydon.scim.ingress.wire.ScimUrns;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.node.ObjectNode;

/** {@code /Users}. */
@ScimController
@RequestMapping(ScimUrns.BASE_PATH + "/Users")
class UserController {

    private final UserProvisioning provisioning;
    private final UserUpdates updates;
    private final UserRemoval removal;
    private final UserStore store;
    private final AccountMemberships memberships;
    private final UserJson json;
    private final UserFilterTerms terms;

    UserController(UserProvisioning provisioning, UserUpdates updates, UserRemoval removal, UserStore store,
            AccountMemberships memberships, UserJson json, UserFilterTerms terms) {
        this.provisioning = provisioning;
        this.updates = updates;
        this.removal = removal;
        this.store = store;
        this.memberships = memberships;
        this.json = json;
        this.terms = terms;
    }

    @PostMapping
    ResponseEntity<byte[]> create(Origin origin, ScimBody body, @RequestParam Map<String, String> parameters) {
        return projected(parameters,
                projection -> answer(origin, provisioning.provision(origin, body.json()), projection));
    }

    @GetMapping
    ResponseEntity<byte[]> list(Origin origin, @RequestParam Map<String, String> parameters) {
        return projected(parameters, projection -> Page.of(parameters.get("startIndex"), parameters.get("count"))
                .then(page -> Filters.optional(parameters.get("filter"))
                        .then(filter -> SqlFilters.compile(filter, terms))
                        .map(condition -> page(origin, condition, page, projection)))
                .fold(Function.identity(), ScimAnswers::refused));
    }

    @GetMapping("/{id}")
    ResponseEntity<byte[]> read(Origin origin, @PathVariable("id") String id,
            @RequestHeader(name = "If-None-Match", required = false) @Nullable String ifNoneMatch,
            @RequestParam Map<String, String> parameters) {
        return projected(parameters, projection -> withId(id, uuid -> store.find(origin.organisationId(), uuid)
                .map(user -> shown(origin, user, ifNoneMatch, projection)).orElseGet(() -> notFound(id))));
    }

    @PutMapping("/{id}")
    ResponseEntity<byte[]> replace(Origin origin, @PathVariable("id") String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch, ScimBody body,
            @RequestParam Map<String, String> parameters) {
        return projected(parameters, projection -> withId(id,
                uuid -> answer(origin, updates.replace(origin, uuid, ifMatch, body.json()), projection)));
    }

    @PatchMapping("/{id}")
    ResponseEntity<byte[]> patch(Origin origin, @PathVariable("id") String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch, ScimBody body,
            @RequestParam Map<String, String> parameters) {
        return projected(parameters, projection -> withId(id,
                uuid -> answer(origin, updates.patch(origin, uuid, ifMatch, body.json()), projection)));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<byte[]> delete(Origin origin, @PathVariable("id") String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return withId(id, uuid -> answer(origin, removal.remove(origin, uuid, ifMatch),
                new Projection(List.of(), List.of())));
    }

    private ResponseEntity<byte[]> answer(Origin origin, UserOutcome outcome, Projection projection) {
        return switch (outcome) {
            case UserOutcome.Created(var user) -> created(origin, user, projection);
            case UserOutcome.Linked(var user) -> created(origin, user, projection);
            case UserOutcome.Revived(var user) -> created(origin, user, projection);
            case UserOutcome.Updated(var user) -> ok(origin, user, projection);
            case UserOutcome.Unchanged(var user) -> ok(origin, user, projection);
            case UserOutcome.Deprovisioned() -> ScimAnswers.noContent();
            case UserOutcome.Refused(var problem) -> ScimAnswers.refused(problem);
        };
    }

    private ResponseEntity<byte[]> created(Origin origin, UserRow user, Projection projection) {
        return ScimAnswers.created(resource(origin, user, projection), json.location(user), user.version());
    }

    private ResponseEntity<byte[]> ok(Origin origin, UserRow user, Projection projection) {
        return ScimAnswers.ok(resource(origin, user, projection), user.version());
    }

    /** Derived groups change without the version, so that an answer which shows them is never a 304. */
    private ResponseEntity<byte[]> shown(Origin origin, UserRow user, @Nullable String ifNoneMatch,
            Projection projection) {
        return !projection.shows("groups") && ETags.known(ifNoneMatch, user.version())
                ? ScimAnswers.notModified(user.version())
                : ok(origin, user, projection);
    }

    private ResponseEntity<byte[]> page(Origin origin, SqlCondition condition, Page page, Projection projection) {
        long total = store.count(origin.organisationId(), condition);
        var users = page.count() == 0 || page.offset() >= total
                ? List.<UserRow>of()
                : store.page(origin.organisationId(), condition, page);
        return ScimAnswers.list(total, page.startIndex(), resources(origin, users, projection));
    }

    private ObjectNode resource(Origin origin, UserRow user, Projection projection) {
        return resources(origin, List.of(user), projection).getFirst();
    }

    private List<ObjectNode> resources(Origin origin, List<UserRow> users, Projection projection) {
        var ids = projection.shows("groups") ? users.stream().map(UserRow::id).toList() : List.<UUID>of();
        var groups = memberships.groupsOf(origin.organisationId(), ids);
        return users.stream()
                .map(user -> projection.of(json.of(user, groups.getOrDefault(user.id(), List.of())))).toList();
    }

    private static ResponseEntity<byte[]> projected(Map<String, String> parameters,
            Function<Projection, ResponseEntity<byte[]>> next) {
        return Projection.of(parameters.get("attributes"), parameters.get("excludedAttributes")).fold(next,
                ScimAnswers::refused);
    }

    private static ResponseEntity<byte[]> withId(String id, Function<UUID, ResponseEntity<byte[]>> next) {
        return ResourceId.parse(id).map(next).orElseGet(() -> notFound(id));
    }

    private static ResponseEntity<byte[]> notFound(String id) {
        return ScimAnswers.refused(ScimProblem.NotFound.resource("User", id));
    }
}
