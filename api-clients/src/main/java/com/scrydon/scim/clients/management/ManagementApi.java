package com.scrydon.scim.clients.management;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

/** What our own callers need of {@code docs/openapi/management.yaml}; parameters that are null are left out. */
public interface ManagementApi {

    /** All tokens, never a raw value. */
    @GetExchange("/tokens")
    Tokens tokens();

    /** The one time that a token's raw value is told (R2). */
    @PostExchange("/tokens")
    MintedToken mint(@RequestBody TokenBody token);

    /** Within a second on every instance (R2). */
    @DeleteExchange("/tokens/{id}")
    void revoke(@PathVariable("id") UUID id);

    /** A page of accounts; {@code kind} is person or service. */
    @GetExchange("/accounts")
    Accounts accounts(@RequestParam(name = "search", required = false) @Nullable String search,
            @RequestParam(name = "kind", required = false) @Nullable String kind, @RequestParam("count") int count,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor);

    /** One account. */
    @GetExchange("/accounts/{id}")
    Account account(@PathVariable("id") UUID id);

    /** The Teams that an account is in, in effect (R38). */
    @GetExchange("/accounts/{id}/teams")
    TeamsOfAccount teamsOf(@PathVariable("id") UUID id);

    /** A page of Teams, or the one of a name. */
    @GetExchange("/teams")
    Teams teams(@RequestParam(name = "name", required = false) @Nullable String name, @RequestParam("count") int count,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor);

    /** One Team. */
    @GetExchange("/teams/{id}")
    Team team(@PathVariable("id") UUID id);

    /** A page of who is in a Team, in effect (R38). */
    @GetExchange("/teams/{id}/members")
    Members members(@PathVariable("id") UUID id, @RequestParam("count") int count,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor);

    /** Reports sign-ins that went alike, by somebody who need not be the person of the present request (R31). */
    @PostExchange("/console/sign-ins")
    void report(@RequestBody SignIns signIns, @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization);
}
