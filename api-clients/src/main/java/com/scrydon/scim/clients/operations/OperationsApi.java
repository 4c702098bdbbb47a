package com.scrydon.scim.clients.operations;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

/** {@code docs/openapi/operations.yaml}, whole; parameters that are null are left out. */
public interface OperationsApi {

    /** The worker in one look. */
    @GetExchange("/status")
    Status status();

    /** A page of parked accounts. */
    @GetExchange("/parked")
    ParkedAccounts parked(@RequestParam("count") int count,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor);

    /** Has one parked account tried again. */
    @PostExchange("/parked/{accountId}/release")
    Released release(@PathVariable("accountId") UUID accountId);

    /** Has many parked accounts tried again. */
    @PostExchange("/parked/release")
    Released release(@RequestBody ReleaseBody which);

    /** For five minutes whatever fails is parked, however many accounts it is. */
    @PostExchange("/breaker/release")
    void releaseBreaker();

    /** A page of records that could not be decoded. */
    @GetExchange("/undecodable")
    UndecodableRecords undecodable(@RequestParam("count") int count,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor);

    /** One record with its whole payload. */
    @GetExchange("/undecodable/{id}")
    UndecodableRecord undecodable(@PathVariable("id") UUID id);

    /** Handles a record as if Kafka delivered it now. */
    @PostExchange("/undecodable/{id}/retry")
    Retried retry(@PathVariable("id") UUID id);

    /** Why an account is in a Team now, or not (R38). */
    @GetExchange("/why")
    Why why(@RequestParam("account") UUID account, @RequestParam("team") UUID team);

    /**
     * Why an account was in a Team at a past moment, or not (R38).
     *
     * @param at as ISO 8601 has it, in UTC
     */
    @GetExchange("/why")
    WhyAt whyAt(@RequestParam("account") UUID account, @RequestParam("team") UUID team, @RequestParam("at") String at);

    /** Starts a job; an organisation has one at a time. */
    @PostExchange("/jobs")
    Job start(@RequestBody Job.Asked asked);

    /** All jobs that are remembered, newest first. */
    @GetExchange("/jobs")
    Job.Listed jobs();

    /** One of them. */
    @GetExchange("/jobs/{id}")
    Job job(@PathVariable("id") UUID id);

    /** A page of the differences that it found first. */
    @GetExchange("/jobs/{id}/findings")
    Findings findings(@PathVariable("id") UUID id,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor);

    /** Halts it. */
    @PostExchange("/jobs/{id}/pause")
    Job pause(@PathVariable("id") UUID id);

    /** Lets it go on. */
    @PostExchange("/jobs/{id}/resume")
    Job resume(@PathVariable("id") UUID id);

    /** Ends it early. */
    @PostExchange("/jobs/{id}/cancel")
    Job cancel(@PathVariable("id") UUID id);
}
