package com.scrydon.scim.ingress.scim.users;

import com.scrydon.scim.ingress.door.bodies.ScimBody;
import com.scrydon.scim.ingress.door.requests.Origin;
import com.scrydon.scim.ingress.scim.answers.ScimAnswers;
import com.scrydon.scim.ingress.scim.answers.ScimController;
import com.scrydon.scim.ingress.scim.answers.StreamedBody;
import com.scrydon.scim.ingress.scim.attributes.Projection;
import com.scrydon.scim.ingress.scim.listing.ListParameters;
import com.scrydon.scim.ingress.scim.listing.ListQuery;
import com.scrydon.scim.ingress.scim.preconditions.ETags;
import com.scrydon.scim.ingress.scim.preconditions.Preconditions;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import com.scrydon.scim.language.texts.ResourceId;
import com.scrydon.scim.schemas.ScimUrns;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /Users}. */
@ScimController
@RequestMapping(ScimUrns.BASE_PATH + "/Users")
class UserController {

    private final UserProvisioning provisioning;
    private final UserUpdates updates;
    private final UserRemoval removal;
    private final UserStore store;
    private final UserResources resources;
    private final UserJson json;

    UserController(UserProvisioning provisioning, UserUpdates updates, UserRemoval removal, UserStore store,
            UserResources resources, UserJson json) {
        this.provisioning = provisioning;
        this.updates = updates;
        this.removal = removal;
        this.store = store;
        this.resources = resources;
        this.json = json;
    }

    @PostMapping
    ResponseEntity<?> create(Origin origin, ScimBody body, @RequestParam MultiValueMap<String, String> parameters) {
        return projected(parameters,
                projection -> answer(origin, provisioning.provision(origin, body.json()), projection));
    }

    @GetMapping
    ResponseEntity<?> list(Origin origin, @RequestParam MultiValueMap<String, String> parameters) {
        return listed(origin, ListQuery.of(ListParameters.ofQuery(parameters)));
    }

    /** The same as a GET, for filters that should not stand in a URL (RFC 7644 §3.4.3, §7.5.2). */
    @PostMapping("/.search")
    ResponseEntity<?> search(Origin origin, ScimBody body) {
        return listed(origin, ListParameters.ofSearch(body.json()).then(ListQuery::of));
    }

    @GetMapping("/{id}")
    ResponseEntity<?> read(Origin origin, @PathVariable("id") String id,
            @RequestHeader(name = "If-None-Match", required = false) @Nullable String ifNoneMatch,
            @RequestParam MultiValueMap<String, String> parameters) {
        return projected(parameters, projection -> withId(id, uuid -> store.find(origin.organisationId(), uuid)
                .<ResponseEntity<?>>map(user -> shown(origin, user, ifNoneMatch, projection))
                .orElseGet(() -> notFound(id))));
    }

    @PutMapping("/{id}")
    ResponseEntity<?> replace(Origin origin, @PathVariable("id") String id,
            Preconditions preconditions, ScimBody body,
            @RequestParam MultiValueMap<String, String> parameters) {
        return projected(parameters, projection -> withId(id,
                uuid -> answer(origin, updates.replace(origin, uuid, preconditions, body.json()), projection)));
    }

    @PatchMapping("/{id}")
    ResponseEntity<?> patch(Origin origin, @PathVariable("id") String id,
            Preconditions preconditions, ScimBody body,
            @RequestParam MultiValueMap<String, String> parameters) {
        return projected(parameters, projection -> withId(id,
                uuid -> answer(origin, updates.patch(origin, uuid, preconditions, body.json()), projection)));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<?> delete(Origin origin, @PathVariable("id") String id,
            Preconditions preconditions) {
        return withId(id, uuid -> answer(origin, removal.remove(origin, uuid, preconditions),
                new Projection(List.of(), List.of())));
    }

    private ResponseEntity<?> answer(Origin origin, UserOutcome outcome, Projection projection) {
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

    private ResponseEntity<?> created(Origin origin, UserRow user, Projection projection) {
        return ScimAnswers.created(resource(origin, user, projection), json.location(user), user.version());
    }

    private ResponseEntity<?> ok(Origin origin, UserRow user, Projection projection) {
        return ScimAnswers.ok(resource(origin, user, projection), json.location(user), user.version());
    }

    /** Derived groups change without the version, so that an answer which shows them is never a 304. */
    private ResponseEntity<?> shown(Origin origin, UserRow user, @Nullable String ifNoneMatch,
            Projection projection) {
        return !projection.shows("groups") && ETags.known(ifNoneMatch, user.version())
                ? ScimAnswers.notModified(user.version())
                : ok(origin, user, projection);
    }

    private ResponseEntity<?> listed(Origin origin, Verdict<ListQuery> query) {
        return query.then(wanted -> resources.list(origin.organisationId(), wanted)).fold(ScimAnswers::ok,
                ScimAnswers::refused);
    }

    private StreamedBody resource(Origin origin, UserRow user, Projection projection) {
        return resources.of(origin.organisationId(), StoredUser.of(user), projection);
    }

    private static ResponseEntity<?> projected(MultiValueMap<String, String> parameters,
            Function<Projection, ResponseEntity<?>> next) {
        return ListParameters.ofQuery(parameters).projection().fold(next,
                ScimAnswers::refused);
    }

    private static ResponseEntity<?> withId(String id, Function<UUID, ResponseEntity<?>> next) {
        return ResourceId.parse(id).map(next).orElseGet(() -> notFound(id));
    }

    private static ResponseEntity<?> notFound(String id) {
        return ScimAnswers.refused(ScimProblem.NotFound.resource("User", id));
    }
}
