package com.scrydon.scim.eventlog.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Locks aggregate rows. Locks are {@code FOR NO KEY UPDATE}, since member inserts take {@code FOR KEY SHARE} through
 * their foreign keys, and are taken in the order of ids within one call; across calls the caller keeps the order of
 * docs/decisions/028-order-of-locks.md (organisation, groups, Teams, accounts).
 */
public final class Aggregates {

    private static final String LOCK_ACCOUNTS = """
            select id, organisation_id, event_seq from directory.account
            where organisation_id = :organisation and id = any (:ids)
            order by id for no key update
            """;
    private static final String LOCK_GROUPS = """
            select id, organisation_id, event_seq from directory.scim_group
            where organisation_id = :organisation and id = any (:ids)
            order by id for no key update
            """;
    private static final String LOCK_TEAMS = """
            select id, organisation_id, event_seq from directory.team
            where organisation_id = :organisation and id = any (:ids)
            order by id for no key update
            """;
    private static final String LOCK_HEADS = """
            select account_id as id, organisation_id, event_seq from membership.account_head
            where account_id = any (:ids)
            order by account_id for no key update
            """;

    private final JdbcClient jdbc;

    public Aggregates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks one row of the organisation; empty if there is none. */
    public Optional<LockedAggregate> lock(AggregateKind kind, UUID organisationId, UUID id) {
        return lock(kind, organisationId, List.of(id)).stream().findFirst();
    }

    /** Locks the rows of the organisation that exist among the ids, in the order of ids. */
    public List<LockedAggregate> lock(AggregateKind kind, UUID organisationId, Collection<UUID> ids) {
        requireTransaction();
        if (ids.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(lockStatement(kind)).param("organisation", organisationId)
                .param("ids", ids.toArray(UUID[]::new)).query((row, _) -> locked(kind, row)).list();
    }

    /** Locks head rows of accounts of any organisation, in the order of ids: a batch of the worker spans them all. */
    public List<LockedAggregate> lockHeads(Collection<UUID> accountIds) {
        requireTransaction();
        return jdbc.sql(LOCK_HEADS).param("ids", accountIds.toArray(UUID[]::new))
                .query((row, _) -> locked(AggregateKind.ACCOUNT_HEAD, row)).list();
    }

    /** The aggregate of a row that this very transaction has inserted with {@code event_seq} 0: it holds its lock. */
    public LockedAggregate inserted(AggregateKind kind, UUID organisationId, UUID id) {
        requireTransaction();
        return new LockedAggregate(kind, organisationId, id, 0);
    }

    private static LockedAggregate locked(AggregateKind kind, ResultSet row) throws SQLException {
        return new LockedAggregate(kind, row.getObject("organisation_id", UUID.class),
                row.getObject("id", UUID.class), row.getLong("event_seq"));
    }

    private static String lockStatement(AggregateKind kind) {
        return switch (kind) {
            case ACCOUNT -> LOCK_ACCOUNTS;
            case GROUP -> LOCK_GROUPS;
            case TEAM -> LOCK_TEAMS;
            case ACCOUNT_HEAD -> throw new IllegalArgumentException("head rows are locked by lockHeads");
        };
    }

    static void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("aggregates are locked and facts appended inside a transaction only");
        }
    }
}
