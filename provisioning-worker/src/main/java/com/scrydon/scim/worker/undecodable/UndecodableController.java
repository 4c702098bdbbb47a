package com.scrydon.scim.worker.undecodable;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.scrydon.scim.schemas.FactType;
import com.scrydon.scim.servicekit.ApiController;
import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.servicekit.people.Role;
import com.scrydon.scim.servicekit.problems.ApiProblemException;
import com.scrydon.scim.worker.intake.TopicIntake;
import com.scrydon.scim.worker.operations.OperatorFacts;
import com.scrydon.scim.worker.operations.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Records that could not be decoded, raw (R30, R35). Their content may be personal, so that only operators see them. */
@ApiController
@RequestMapping("/api/operations/v1/undecodable")
class UndecodableController {

    private final UndecodableOverview undecodable;
    private final List<TopicIntake> intakes;
    private final OperatorFacts facts;
    private final TransactionTemplate transactions;

    UndecodableController(UndecodableOverview undecodable, List<TopicIntake> intakes, OperatorFacts facts,
            TransactionTemplate transactions) {
        this.undecodable = undecodable;
        this.intakes = intakes;
        this.facts = facts;
        this.transactions = transactions;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Listed(List<UndecodableRecord> undecodable, @Nullable String nextCursor) {}

    /** @param settled whether the record could be read now; if not, it stays, with its cause of now */
    record Retried(boolean settled) {}

    @GetMapping
    Listed list(Person person, @RequestParam(name = "count", required = false) @Nullable Integer count,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        person.require(Role.OPERATOR);
        var page = Page.of(count, cursor);
        var rows = undecodable.page(person.organisationId(), page.after(), page.count());
        return new Listed(rows, page.next(rows, UndecodableRecord::id).orElse(null));
    }

    @GetMapping("/{id}")
    UndecodableRecord read(Person person, @PathVariable("id") UUID id) {
        person.require(Role.OPERATOR);
        return undecodable.find(person.organisationId(), id)
                .orElseThrow(() -> ApiProblemException.notFound("there is no undecodable record " + id));
    }

    /** Handles the record as if Kafka delivered it now: sensible after a schema became known, or a new version deployed. */
    @PostMapping("/{id}/retry")
    Retried retry(Person person, HttpServletRequest request, @PathVariable("id") UUID id) {
        var kept = read(person, id);
        var intake = intakes.stream().filter(i -> i.topics().contains(kept.topic())).findFirst()
                .orElseThrow(() -> ApiProblemException.conflict("nothing reads " + kept.topic() + " any more"));
        transactions.executeWithoutResult(
                _ -> facts.append(person, request, FactType.UNDECODABLE_RETRIED, id.toString()));
        intake.handle(List.of(undecodable.record(id)));
        return new Retried(undecodable.settle(kept));
    }
}
