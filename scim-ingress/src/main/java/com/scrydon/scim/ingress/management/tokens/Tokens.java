package com.scrydon.scim.ingress.management.tokens;

import com.scrydon.scim.eventlog.outbox.Moments;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.eventlog.outbox.UuidV7;
import com.scrydon.scim.facts.AccessFact;
import com.scrydon.scim.facts.TokenDescription;
import com.scrydon.scim.ingress.changes.ManagementTransactions;
import com.scrydon.scim.ingress.door.requests.People;
import com.scrydon.scim.ingress.door.requests.RequestTrace;
import com.scrydon.scim.ingress.door.tokens.TokenFormat;
import com.scrydon.scim.schemas.FactType;
import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.servicekit.people.Role;
import com.scrydon.scim.servicekit.problems.ApiProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes, rotates, limits and revokes tokens, each with its fact in the same transaction (R2). */
@Component
class Tokens {

    private static final int MOST_USABLE = 10;
    private static final Duration LONGEST_LIFE = Duration.ofDays(3_660);

    private final ManagementTransactions transactions;
    private final TokenStore store;
    private final Outbox outbox;
    private final Clock clock;

    Tokens(ManagementTransactions transactions, TokenStore store, Outbox outbox, Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.outbox = outbox;
        this.clock = clock;
    }

    TokenController.Minted mint(Person person, RequestTrace trace, NewToken token) {
        requireFor(token.rate(), person);
        var raw = TokenFormat.mint();
        var now = Moments.now(clock);
        if (hasExpired(token.expiresAt(), now)) {
            throw ApiProblemException.badRequest("expiresAt must be in the future");
        }
        requireNear(token.expiresAt(), now);
        var id = UuidV7.at(now);
        var organisation = person.organisationId();
        return transactions.run(() -> {
            if (!store.lockOrganisation(organisation)) {
                throw ApiProblemException.notFound("there is no organisation " + organisation);
            }
            requireRoomForOne(organisation, now);
            store.insert(id, organisation, token, TokenFormat.sha256(raw), person.name(), now);
            append(person, trace, FactType.TOKEN_CREATED, now,
                    describe(id, token.label(), token.scopes(), token.expiresAt(), token.rate()));
            return new TokenController.Minted(id, raw);
        });
    }

    /** Whether there is such a token; one that is revoked already stays as it is. */
    boolean revoke(Person person, RequestTrace trace, UUID id) {
        var now = Moments.now(clock);
        return transactions.run(() -> {
            var token = store.lock(person.organisationId(), id);
            if (token.isPresent() && store.revoke(person.organisationId(), id, now)) {
                append(person, trace, FactType.TOKEN_REVOKED, now,
                        describe(id, token.get().label(), token.get().scopes(), token.get().expiresAt(),
                                token.get().rate()));
            }
            return token.isPresent();
        });
    }

    /** Gives a token another raw value. One from an earlier rotation that is still in its overlap ends at once. */
    TokenController.Rotated rotate(Person person, RequestTrace trace, UUID id, Rotation rotation) {
        requireNear(rotation.expiresAt().orElse(null), Moments.now(clock));
        return transactions.run(() -> {
            var token = lockUnrevoked(person, id);
            // The time is read only now: if another request made a token because this one had expired, it has expired here, too.
            store.lockOrganisation(person.organisationId());
            return rotate(person, trace, token, rotation, Moments.now(clock));
        });
    }

    private TokenController.Rotated rotate(Person person, RequestTrace trace, TokenRow token, Rotation rotation,
            Instant now) {
        var expiresAt = rotation.expiresAt().orElse(token.expiresAt());
        if (hasExpired(expiresAt, now)) {
            throw ApiProblemException.conflict("the token would have expired already: give a later expiresAt");
        }
        if (hasExpired(token.expiresAt(), now)) {
            requireRoomForOne(person.organisationId(), now);
        }
        var raw = TokenFormat.mint();
        var previousValidUntil = earliest(now.plus(rotation.overlap()), token.expiresAt(), expiresAt);
        store.rotate(person.organisationId(), token.id(), TokenFormat.sha256(raw), previousValidUntil, expiresAt, now);
        append(person, trace, FactType.TOKEN_ROTATED, now,
                describe(token.id(), token.label(), token.scopes(), expiresAt, token.rate()));
        return new TokenController.Rotated(token.id(), raw, previousValidUntil);
    }

    private TokenRow lockUnrevoked(Person person, UUID id) {
        var token = store.lock(person.organisationId(), id)
                .orElseThrow(() -> ApiProblemException.notFound("there is no token " + id));
        if (token.revokedAt() != null) {
            throw ApiProblemException.conflict("the token is revoked: make another");
        }
        return token;
    }

    /** An overlap prolongs nothing: a value that would have expired, or has, ends then, and none outlives its token. */
    private static Instant earliest(Instant endOfOverlap, @Nullable Instant... expiries) {
        return Stream.of(expiries).filter(Objects::nonNull).reduce(endOfOverlap, (a, b) -> a.isBefore(b) ? a : b);
    }

    private static boolean hasExpired(@Nullable Instant expiresAt, Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }

    /** For one more usable token, while the organisation is locked (R2). */
    private void requireRoomForOne(UUID organisation, Instant now) {
        if (store.countUsable(organisation, now) >= MOST_USABLE) {
            throw ApiProblemException.conflict("an organisation has at most " + MOST_USABLE + " usable tokens");
        }
    }

    private static void requireNear(@Nullable Instant expiresAt, Instant now) {
        if (expiresAt != null && expiresAt.isAfter(now.plus(LONGEST_LIFE))) {
            throw ApiProblemException
                    .badRequest("expiresAt must be within " + LONGEST_LIFE.toDays() + " days; leave it out for no end");
        }
    }

    /** Gives a token another rate, which holds within a second on every instance; the same one is no change. */
    TokenRow limit(Person person, RequestTrace trace, UUID id, OwnRate rate) {
        requireFor(rate, person);
        var now = Moments.now(clock);
        return transactions.run(() -> {
            var token = lockUnrevoked(person, id);
            if (rate.equals(token.rate())) {
                return token;
            }
            store.setRate(person.organisationId(), id, rate);
            append(person, trace, FactType.TOKEN_LIMITED, now,
                    describe(id, token.label(), token.scopes(), token.expiresAt(), rate));
            return token.limitedTo(rate);
        });
    }

    /** Only operators let a token do without a limit. */
    private static void requireFor(OwnRate rate, Person person) {
        if (rate.isUnlimited()) {
            person.require(Role.OPERATOR);
        }
    }

    private void append(Person person, RequestTrace trace, FactType type, Instant now, TokenDescription token) {
        var id = token.getId().toString();
        outbox.append(People.origin(person, trace).at(now), List.of(PendingFact.unordered(type,
                person.organisationId(), id,
                header -> AccessFact.newBuilder().setHeader(header).setSubject(id).setToken(token).build())));
    }

    private static TokenDescription describe(UUID id, String label, List<String> scopes, @Nullable Instant expiresAt,
            OwnRate rate) {
        return TokenDescription.newBuilder().setId(id).setLabel(label).setScopes(scopes).setExpiresAt(expiresAt)
                .setRatePerSecond(rate.ratePerSecond()).setBurst(rate.burst()).build();
    }
}
