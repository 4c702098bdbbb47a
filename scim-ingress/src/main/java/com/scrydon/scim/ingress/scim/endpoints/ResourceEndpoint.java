package com.scrydon.scim.ingress.scim.endpoints;

import com.scrydon.scim.ingress.changes.Outcome;
import com.scrydon.scim.ingress.changes.ResourceChanges;
import com.scrydon.scim.ingress.changes.Versioned;
import com.scrydon.scim.ingress.door.bodies.ScimBody;
import com.scrydon.scim.ingress.door.requests.Origin;
import com.scrydon.scim.ingress.scim.answers.OutcomeAnswers;
import com.scrydon.scim.ingress.scim.answers.ScimAnswers;
import com.scrydon.scim.ingress.scim.answers.StreamedBody;
import com.scrydon.scim.ingress.scim.attributes.Projection;
import com.scrydon.scim.ingress.scim.attributes.ResourceShape;
import com.scrydon.scim.ingress.scim.listing.ListParameters;
import com.scrydon.scim.ingress.scim.listing.ListQuery;
import com.scrydon.scim.ingress.scim.preconditions.ETags;
import com.scrydon.scim.ingress.scim.preconditions.Preconditions;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import com.scrydon.scim.language.texts.ResourceId;
import java.util.List;
import java.util.Optional;
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
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The endpoint of one type of resource. Its controller names the path and the resource, and says what is different about it.
 *
 * @param <R> the resource as it is stored
 */
public abstract class ResourceEndpoint<R extends Versioned> {

    private final ResourceShape shape;
    private final ResourceChanges<R> changes;

    protected ResourceEndpoint(ResourceShape shape, ResourceChanges<R> changes) {
        this.shape = shape;
        this.changes = changes;
    }

    /** The resource of the organisation with this id. */
    protected abstract Optional<R> find(UUID organisation, UUID id);

    /** A page of the organisation's resources. */
    protected abstract Verdict<StreamedBody> page(UUID organisation, ListQuery query);

    /** The resource as an answer shows it. */
    protected abstract StreamedBody shown(UUID organisation, R resource, Projection projection);

    /** Whether whatever an answer with this projection shows changes with the version only, so that it may be a 304. */
    protected abstract boolean versionTells(Projection projection);

    /** Whether the answer to a PATCH that was done shows the resource; otherwise it is a 204. */
    protected abstract boolean patchShows(Projection projection);

    @PostMapping
    ResponseEntity<?> create(Origin origin, ScimBody body, @RequestParam MultiValueMap<String, String> parameters) {
        return projected(parameters, projection -> answer(origin, changes.create(origin, body.json()), projection));
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
        return projected(parameters, projection -> withId(id, uuid -> find(origin.organisationId(), uuid)
                .<ResponseEntity<?>>map(found -> unlessKnown(origin, found, ifNoneMatch, projection))
                .orElseGet(() -> notFound(id))));
    }

    @PutMapping("/{id}")
    ResponseEntity<?> replace(Origin origin, @PathVariable("id") String id,
            Preconditions preconditions, ScimBody body,
            @RequestParam MultiValueMap<String, String> parameters) {
        return projected(parameters, projection -> withId(id,
                uuid -> answer(origin, changes.replace(origin, uuid, preconditions, body.json()), projection)));
    }

    @PatchMapping("/{id}")
    ResponseEntity<?> patch(Origin origin, @PathVariable("id") String id,
            Preconditions preconditions, ScimBody body,
            @RequestParam MultiValueMap<String, String> parameters) {
        return projected(parameters, projection -> withId(id, uuid -> {
            var outcome = changes.patch(origin, uuid, preconditions, body.json());
            return patchShows(projection)
                    ? answer(origin, outcome, projection)
                    : OutcomeAnswers.withoutBody(outcome);
        }));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<?> delete(Origin origin, @PathVariable("id") String id,
            Preconditions preconditions) {
        return withId(id, uuid -> answer(origin, changes.delete(origin, uuid, preconditions),
                new Projection(List.of(), List.of())));
    }

    private ResponseEntity<?> answer(Origin origin, Outcome<R> outcome, Projection projection) {
        return OutcomeAnswers.of(outcome, changes::location,
                resource -> shown(origin.organisationId(), resource, projection));
    }

    private ResponseEntity<?> unlessKnown(Origin origin, R found, @Nullable String ifNoneMatch, Projection projection) {
        return versionTells(projection) && ETags.known(ifNoneMatch, found.version())
                ? ScimAnswers.notModified(found.version())
                : OutcomeAnswers.ok(found, changes::location,
                        resource -> shown(origin.organisationId(), resource, projection));
    }

    private ResponseEntity<?> listed(Origin origin, Verdict<ListQuery> query) {
        return query.then(wanted -> page(origin.organisationId(), wanted)).fold(ScimAnswers::ok,
                ScimAnswers::refused);
    }

    private static ResponseEntity<?> projected(MultiValueMap<String, String> parameters,
            Function<Projection, ResponseEntity<?>> next) {
        return ListParameters.ofQuery(parameters).projection().fold(next,
                ScimAnswers::refused);
    }

    private ResponseEntity<?> withId(String id, Function<UUID, ResponseEntity<?>> next) {
        return ResourceId.parse(id).map(next).orElseGet(() -> notFound(id));
    }

    private ResponseEntity<?> notFound(String id) {
        return ScimAnswers.refused(ScimProblem.NotFound.resource(shape.name(), id));
    }
}
