package com.scrydon.scim.ingress.scim.groups;

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

/** {@code /Groups}. */
@ScimController
@RequestMapping(ScimUrns.BASE_PATH + "/Groups")
class GroupController {

    private final GroupCreation creation;
    private final GroupUpdates updates;
    private final GroupRemoval removal;
    private final GroupStore store;
    private final GroupResources resources;
    private final GroupJson json;

    GroupController(GroupCreation creation, GroupUpdates updates, GroupRemoval removal, GroupStore store,
            GroupResources resources, GroupJson json) {
        this.creation = creation;
        this.updates = updates;
        this.removal = removal;
        this.store = store;
        this.resources = resources;
        this.json = json;
    }

    @PostMapping
    ResponseEntity<?> create(Origin origin, ScimBody body, @RequestParam MultiValueMap<String, String> parameters) {
        return projected(parameters, projection -> answer(origin, creation.create(origin, body.json()), projection));
    }

    @GetMapping
    ResponseEntity<?> list(Origin origin, @RequestParam MultiValueMap<String, String> parameters) {
        return listed(origin, ListQuery.of(ListParameters.ofQuery(parameters)));
    }

    /** The same as a GET (RFC 7644 §3.4.3). */
    @PostMapping("/.search")
    ResponseEntity<?> search(Origin origin, ScimBody body) {
        return listed(origin, ListParameters.ofSearch(body.json()).then(ListQuery::of));
    }

    @GetMapping("/{id}")
    ResponseEntity<?> read(Origin origin, @PathVariable("id") String id,
            @RequestHeader(name = "If-None-Match", required = false) @Nullable String ifNoneMatch,
            @RequestParam MultiValueMap<String, String> parameters) {
        return projected(parameters, projection -> withId(id, uuid -> store.find(origin.organisationId(), uuid)
                .<ResponseEntity<?>>map(group -> ETags.known(ifNoneMatch, group.version())
                        ? ScimAnswers.notModified(group.version())
                        : ok(origin, group, projection))
                .orElseGet(() -> notFound(id))));
    }

    @PutMapping("/{id}")
    ResponseEntity<?> replace(Origin origin, @PathVariable("id") String id,
            Preconditions preconditions, ScimBody body,
            @RequestParam MultiValueMap<String, String> parameters) {
        return projected(parameters, projection -> withId(id,
                uuid -> answer(origin, updates.replace(origin, uuid, preconditions, body.json()), projection)));
    }

    /** 204 unless the request asks for attributes: the cost follows the change, not the group (R22). */
    @PatchMapping("/{id}")
    ResponseEntity<?> patch(Origin origin, @PathVariable("id") String id,
            Preconditions preconditions, ScimBody body,
            @RequestParam MultiValueMap<String, String> parameters) {
        return projected(parameters, projection -> withId(id, uuid -> {
            var outcome = updates.patch(origin, uuid, preconditions, body.json());
            return switch (outcome) {
                case GroupOutcome.Updated(var group) when !projection.isAsked() -> ScimAnswers
                        .noContent(group.version());
                case GroupOutcome.Unchanged(var group) when !projection.isAsked() -> ScimAnswers
                        .noContent(group.version());
                case GroupOutcome.Created _,GroupOutcome.Updated _,GroupOutcome.Unchanged _,GroupOutcome.Deleted _,GroupOutcome.Refused _ ->
                    answer(
                            origin, outcome, projection);
            };
        }));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<?> delete(Origin origin, @PathVariable("id") String id,
            Preconditions preconditions) {
        return withId(id, uuid -> answer(origin, removal.remove(origin, uuid, preconditions),
                new Projection(List.of(), List.of())));
    }

    private ResponseEntity<?> answer(Origin origin, GroupOutcome outcome, Projection projection) {
        return switch (outcome) {
            case GroupOutcome.Created(var group) -> ScimAnswers.created(resource(origin, group, projection),
                    json.location(group), group.version());
            case GroupOutcome.Updated(var group) -> ok(origin, group, projection);
            case GroupOutcome.Unchanged(var group) -> ok(origin, group, projection);
            case GroupOutcome.Deleted() -> ScimAnswers.noContent();
            case GroupOutcome.Refused(var problem) -> ScimAnswers.refused(problem);
        };
    }

    private ResponseEntity<?> ok(Origin origin, GroupRow group, Projection projection) {
        return ScimAnswers.ok(resource(origin, group, projection), json.location(group), group.version());
    }

    private ResponseEntity<?> listed(Origin origin, Verdict<ListQuery> query) {
        return query.then(wanted -> resources.list(origin.organisationId(), wanted)).fold(ScimAnswers::ok,
                ScimAnswers::refused);
    }

    private StreamedBody resource(Origin origin, GroupRow group, Projection projection) {
        return resources.of(origin.organisationId(), group, projection);
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
        return ScimAnswers.refused(ScimProblem.NotFound.resource("Group", id));
    }
}
