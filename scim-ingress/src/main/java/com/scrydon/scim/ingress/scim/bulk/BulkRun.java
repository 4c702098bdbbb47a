package com.scrydon.scim.ingress.scim.bulk;

import com.scrydon.scim.ingress.changes.Outcome;
import com.scrydon.scim.ingress.changes.ResourceChanges;
import com.scrydon.scim.ingress.changes.ResourceVersion;
import com.scrydon.scim.ingress.door.requests.Origin;
import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.ingress.scim.attributes.ResourceShapes;
import com.scrydon.scim.ingress.scim.bulk.Operations.Target;
import com.scrydon.scim.ingress.scim.problems.RefusalNotes;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.Conflict;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.Internal;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidNesting;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidValue;
import com.scrydon.scim.ingress.scim.problems.StoreFailures;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import com.scrydon.scim.schemas.ScimUrns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One bulk request under way. Operations run in the order of the request, except that what an operation refers to is
 * created before it. A circle is resolved by creating one resource without the reference and completing it afterwards.
 */
final class BulkRun {

    private static final Logger LOG = LoggerFactory.getLogger(BulkRun.class);

    private final Origin origin;
    private final BulkRequest request;
    private final Operations operations;
    private final Map<Integer, BulkResult> results = new TreeMap<>();
    private final Map<String, UUID> created = new HashMap<>();
    private final Set<Integer> underWay = new HashSet<>();
    private final List<Incomplete> incomplete = new ArrayList<>();
    private int errors;
    private boolean stopped;
    /** What the first to meet a store that is away was told. */
    private Optional<Outcome<ResourceVersion>> storeAway = Optional.empty();

    BulkRun(Origin origin, BulkRequest request, Operations operations) {
        this.origin = origin;
        this.request = request;
        this.operations = operations;
    }

    /** A resource that was created without some of its references. */
    private record Incomplete(int index, ResourceChanges<?> type, UUID id, ObjectNode data) {}

    /** Runs all operations; the BulkResponse has a result for each that was tried, in the order of the request. */
    ObjectNode response() {
        for (int index = 0; index < request.operations().size() && !stopped; index++) {
            run(index);
            if (underWay.isEmpty()) {
                completeCircles();
            }
        }
        var response = ScimJson.object();
        response.putArray("schemas").add(ScimUrns.BULK_RESPONSE);
        var array = response.putArray("Operations");
        results.values().forEach(result -> array.add(result.json()));
        return response;
    }

    private void run(int index) {
        if (stopped || results.containsKey(index)) {
            return;
        }
        underWay.add(index);
        var operation = request.operations().get(index);
        switch (operations.target(operation)) {
            case Verdict.Refused<Target>(var problem) -> finish(index, Optional.empty(), refused(problem));
            case Verdict.Accepted<Target>(var target) -> {
                var problem = prepare(operation, target);
                if (!stopped) {
                    finish(index, Optional.of(target), problem.map(BulkRun::refused)
                            .orElseGet(() -> execute(index, operation, target)));
                }
            }
        }
        underWay.remove(index);
    }

    /** Creates what the operation refers to; the answer is why that is impossible. */
    private Optional<ScimProblem> prepare(BulkOperation operation, Target target) {
        for (var bulkId : references(operation, target)) {
            var definer = request.definedBy().get(bulkId);
            if (definer == null) {
                return Optional.of(new InvalidValue("No operation creates bulkId:" + bulkId));
            }
            if (underWay.contains(definer)) {
                var circle = circle(operation, target, definer);
                if (circle.isPresent()) {
                    return circle;
                }
                continue;
            }
            run(definer);
            if (stopped) {
                return Optional.empty();
            }
            if (!created.containsKey(bulkId)) {
                return Optional.of(new Conflict("bulkId:" + bulkId + " was not created"));
            }
        }
        return Optional.empty();
    }

    /** A circle of nested groups can never be; another is left open until the resource exists. */
    private Optional<ScimProblem> circle(BulkOperation operation, Target target, int definer) {
        if (!operation.creates()) {
            return Optional.of(new Conflict("The operation refers to itself"));
        }
        boolean nesting = target.type().endpoint().equals(ResourceShapes.GROUP.endpoint())
                && operations.target(request.operations().get(definer)).fold(target::isLike, _ -> false);
        return nesting ? Optional.of(new InvalidNesting("nested group would create a cycle")) : Optional.empty();
    }

    private static Set<String> references(BulkOperation operation, Target target) {
        var found = new HashSet<String>();
        target.id().flatMap(References::in).ifPresent(found::add);
        operation.data().ifPresent(data -> found.addAll(References.in(data)));
        return found;
    }

    private Outcome<ResourceVersion> execute(int index, BulkOperation operation, Target target) {
        var data = operation.data().orElseGet(ScimJson::object);
        var id = target.id().map(text -> References.in(text).map(created::get).map(UUID::toString).orElse(text));
        try {
            var result = operations.execute(operation, target.type(), id, References.resolved(data, created));
            if (result instanceof Outcome.Created<ResourceVersion>(var made)) {
                operation.bulkId().ifPresent(bulkId -> created.put(bulkId, made.id()));
                if (!created.keySet().containsAll(References.in(data))) {
                    incomplete.add(new Incomplete(index, target.type(), made.id(), data));
                }
            }
            return result;
        } catch (RuntimeException e) {
            return failed(e);
        }
    }

    /** A store that is away ends the request, with 503 as a whole if nothing was done yet; a bug ends its operation. */
    private Outcome<ResourceVersion> failed(RuntimeException e) {
        var requestId = origin.trace().requestId();
        var storeFailure = StoreFailures.problem(e);
        if (storeFailure.isEmpty()) {
            LOG.error("an operation of bulk request {} failed", requestId, e);
            return refused(new Internal(requestId));
        }
        if (results.isEmpty()) {
            throw e;
        }
        LOG.warn("bulk request {} ends early: {}", requestId, e.toString());
        stopped = true;
        var away = refused(storeFailure.get());
        storeAway = Optional.of(away);
        return away;
    }

    private void completeCircles() {
        for (var open : List.copyOf(incomplete)) {
            var outcome = completed(open);
            switch (outcome) {
                case Outcome.Updated<ResourceVersion>(var made) -> complete(open.index(), made);
                case Outcome.Unchanged<ResourceVersion>(var made) -> complete(open.index(), made);
                case Outcome.Refused<ResourceVersion> _ -> finish(open.index(), Optional.empty(), outcome);
                case Outcome.Created<ResourceVersion> _,Outcome.Removed<ResourceVersion> _ ->
                    throw new IllegalStateException("a PUT only updates");
            }
        }
        incomplete.clear();
    }

    private void complete(int index, ResourceVersion made) {
        results.computeIfPresent(index, (_, before) -> before.with(new Outcome.Created<>(made)));
    }

    /**
     * A failure here must not lose the results of operations that are done. Once the store is away it is not asked again: each
     * operation may wait seconds for it, and there may be a thousand.
     */
    private Outcome<ResourceVersion> completed(Incomplete open) {
        if (storeAway.isPresent()) {
            return storeAway.get();
        }
        try {
            return operations.complete(open.type(), open.id(), References.resolved(open.data(), created));
        } catch (RuntimeException e) {
            return failed(e);
        }
    }

    private void finish(int index, Optional<Target> target, Outcome<ResourceVersion> result) {
        results.put(index, BulkResult.of(request.operations().get(index), target.map(Target::type), created, result));
        if (result instanceof Outcome.Refused<ResourceVersion>(var problem)) {
            var operation = request.operations().get(index);
            RefusalNotes.noteOperation(operation.method(), operation.path(), problem);
            errors++;
            stopped |= request.failOnErrors() > 0 && errors >= request.failOnErrors();
        }
    }

    private static Outcome<ResourceVersion> refused(ScimProblem problem) {
        return Outcome.refused(problem);
    }
}
