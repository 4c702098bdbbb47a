package com.scrydon.scim.worker.waiting;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.scrydon.scim.schemas.FactType;
import com.scrydon.scim.servicekit.ApiController;
import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.servicekit.people.Role;
import com.scrydon.scim.servicekit.problems.ApiProblemException;
import com.scrydon.scim.worker.operations.OperatorFacts;
import com.scrydon.scim.worker.operations.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Parked accounts of the organisation, and the breaker (R30, R35). */
@ApiController
@RequestMapping("/api/operations/v1")
class ParkedController {

    private static final int MAX_CAUSE = 1_000;

    private final ParkedOverview parked;
    private final Breaker breaker;
    private final OperatorFacts facts;
    private final TransactionTemplate transactions;

    ParkedController(ParkedOverview parked, Breaker breaker, OperatorFacts facts, TransactionTemplate transactions) {
        this.parked = parked;
        this.breaker = breaker;
        this.facts = facts;
        this.transactions = transactions;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Listed(List<ParkedAccount> parked, @Nullable String nextCursor) {}

    /** @param cause beginning of the causes to release; absent for all */
    record Which(@Nullable String cause) {}

    /** @param accounts how many the worker tries again within seconds */
    record Released(int accounts) {}

    @GetMapping("/parked")
    Listed list(Person person, @RequestParam(name = "count", required = false) @Nullable Integer count,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        person.require(Role.OPERATOR, Role.AUDITOR, Role.ORG_ADMIN);
        var page = Page.of(count, cursor);
        var rows = parked.page(person.organisationId(), page.after(), page.count());
        return new Listed(rows, page.next(rows, ParkedAccount::accountId).orElse(null));
    }

    @PostMapping("/parked/{accountId}/release")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Released release(Person person, HttpServletRequest request, @PathVariable("accountId") UUID accountId) {
        var released = release(person, request, Optional.of(accountId), Optional.empty(), accountId.toString());
        if (released.accounts() == 0) {
            throw ApiProblemException.notFound("account " + accountId + " is not parked");
        }
        return released;
    }

    @PostMapping("/parked/release")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Released releaseMany(Person person, HttpServletRequest request,
            @RequestBody(required = false) @Nullable Which which) {
        var cause = Optional.ofNullable(which).map(Which::cause);
        if (cause.filter(c -> c.isBlank() || c.length() > MAX_CAUSE || c.indexOf('\0') >= 0).isPresent()) {
            throw ApiProblemException.badRequest("cause must have 1 to " + MAX_CAUSE + " characters");
        }
        return release(person, request, Optional.empty(), cause, cause.orElse("all"));
    }

    /** On this instance: for some minutes whatever fails is parked, however many accounts it is. */
    @PostMapping("/breaker/release")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void releaseBreaker(Person person, HttpServletRequest request) {
        person.require(Role.OPERATOR);
        transactions
                .executeWithoutResult(_ -> facts.append(person, request, FactType.PARKED_BREAKER_RELEASED, "breaker"));
        breaker.release();
    }

    private Released release(Person person, HttpServletRequest request, Optional<UUID> account, Optional<String> cause,
            String subject) {
        person.require(Role.OPERATOR);
        return Objects.requireNonNull(transactions.execute(_ -> {
            int released = parked.release(person.organisationId(), account, cause);
            if (released > 0) {
                facts.append(person, request, FactType.PARKED_RELEASED, subject);
            }
            return new Released(released);
        }));
    }
}
