package com.scrydon.scim.ingress.management.accounts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.scrydon.scim.ingress.changes.Keyset;
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
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Accounts of the organisation. */
@ApiController
@RequestMapping("/api/management/v1/accounts")
class AccountController {

    private final Invitations invitations;
    private final AccountStore store;

    AccountController(Invitations invitations, AccountStore store) {
        this.invitations = invitations;
        this.store = store;
    }

    record Body(@Nullable String email, @Nullable String displayName, @Nullable String kind) {}

    record Made(UUID id) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Listed(List<AccountRow> accounts, @Nullable String nextCursor) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Made invite(Person person, RequestTrace trace, @RequestBody Body body) {
        person.require(Role.ORG_ADMIN);
        return new Made(invitations.invite(person, trace,
                NewAccount.of(body.email(), body.displayName(), body.kind())));
    }

    @GetMapping
    Listed list(Person person, @RequestParam(name = "search", required = false) @Nullable String search,
            @RequestParam(name = "kind", required = false) @Nullable String kind,
            @RequestParam(name = "count", required = false) @Nullable Integer count,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        if (search != null && !Texts.storable(search)) {
            throw ApiProblemException.badRequest("search holds a character that no account has");
        }
        if (kind != null && !NewAccount.KINDS.contains(kind)) {
            throw ApiProblemException.badRequest("kind must be person or service");
        }
        var page = Keyset.of(count, cursor);
        var accounts = store.page(person.organisationId(), search, kind, page);
        return new Listed(accounts, page.next(accounts, AccountRow::id).orElse(null));
    }

    @GetMapping("/{id}")
    AccountRow read(Person person, @PathVariable("id") UUID id) {
        return store.find(person.organisationId(), id)
                .orElseThrow(() -> ApiProblemException.notFound("there is no account " + id));
    }
}
