package com.scrydon.scim.ingress.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.eventlog.outbox.UuidV7;
import com.scrydon.scim.facts.AccessFact;
import com.scrydon.scim.facts.FactHeader;
import com.scrydon.scim.facts.TokenDescription;
import com.scrydon.scim.ingress.wire.Caller;
import com.scrydon.scim.schemas.Topic;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Mints, checks and revokes tokens. */
@Component
class Tokens {

    static final int MAX_ACTIVE = 10;
    /** Shorter than the second in which a revocation must hold on every instance (R2). */
    private static final Duration CHECK_AGAIN_AFTER = Duration.ofMillis(500);
    private static final int MAX_CACHED = 10_000;

    private final TokenStore store;
    private final Outbox outbox;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Cache<ByteBuffer, Optional<Token>> checked = Caffeine.newBuilder()
            .expireAfterWrite(CHECK_AGAIN_AFTER).maximumSize(MAX_CACHED).build();
    private final Cache<UUID, Boolean> touched = Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1))
            .maximumSize(MAX_CACHED).build();

    Tokens(TokenStore store, Outbox outbox, TransactionTemplate transactions, Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A token just made, with the raw value that nobody will see again. */
    record Minted(UUID id, String raw) {}

    /** Mints a token; empty if the organisation has {@link #MAX_ACTIVE} active ones already. */
    Optional<Minted> mint(Caller caller, String label, List<Scope> scopes, @Nullable Instant expiresAt,
            @Nullable Integer ratePerSecond, @Nullable Integer burst) {
        var now = clock.instant();
        var raw = TokenFormat.mint();
        var token = new Token(UuidV7.at(now), caller.organisationId(), label, scopes.stream().map(Scope::text).toList(),
                caller.actor().getDisplay(), now, expiresAt, null, null);
        return transactions.execute(_ -> {
            if (store.countActive(caller.organisationId(), now) >= MAX_ACTIVE) {
                return Optional.empty();
            }
            store.insert(token, TokenFormat.sha256(raw), ratePerSecond, burst);
            append(caller, token, "scim.token.created", now);
            return Optional.of(new Minted(token.id(), raw));
        });
    }

    /** Revokes; false if the organisation has no such active token. */
    boolean revoke(Caller caller, UUID id) {
        var now = clock.instant();
        boolean revoked = Boolean.TRUE.equals(transactions.execute(_ -> store.revoke(caller.organisationId(), id, now)
                .map(token -> {
                    append(caller, token, "scim.token.revoked", now);
                    return true;
                }).orElse(false)));
        checked.invalidateAll();
        return revoked;
    }

    List<Token> list(UUID organisation) {
        return store.list(organisation);
    }

    /** The token behind a raw value, if it may be used now. */
    Optional<Token> check(String raw) {
        if (!TokenFormat.looksRight(raw)) {
            return Optional.empty();
        }
        var hash = TokenFormat.sha256(raw);
        var now = clock.instant();
        Optional<Token> known = checked.get(ByteBuffer.wrap(hash), _ -> store.findByHash(hash));
        var usable = known.filter(token -> token.usableAt(now));
        usable.ifPresent(token -> touch(token.id(), now));
        return usable;
    }

    private void touch(UUID id, Instant now) {
        var _ = touched.get(id, token -> {
            store.touch(token, now);
            return true;
        });
    }

    private void append(Caller caller, Token token, String type, Instant now) {
        var description = new TokenDescription(token.id(), token.label(), token.scopes(), token.expiresAt());
        outbox.append(caller.at(now), List.of(PendingFact.unordered(Topic.ACCESS, caller.organisationId(),
                token.id().toString(), type, (FactHeader header) -> AccessFact.newBuilder().setHeader(header)
                        .setSubject(token.id().toString()).setToken(description).build())));
    }
}
