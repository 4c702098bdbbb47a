package com.scrydon.scim.worker.why;

import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.outbox.Moments;
import com.scrydon.scim.facts.MembershipFact;
import com.scrydon.scim.schemas.FactType;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.worker.why.AuditedDirectory.Moment;
import com.scrydon.scim.worker.why.Why.CausedBy;
import com.scrydon.scim.worker.why.Why.Effect;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.errors.SerializationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds the facts by which an account came into a Team or left it. The newest end: among the facts still in the outbox, those
 * in Kafka that the audit index has not passed yet, and in the audit index. Past moments: in the audit index alone.
 */
@Repository
class EffectStore {

    /** Facts of one account that are newer than the audit index, looked through for the Team. */
    private static final int NEWEST = 1_000;
    private static final String UNPUBLISHED = """
            select payload from membership.outbox
            where topic = '%s' and key = :account order by event_seq desc limit :limit
            """.formatted(Topic.MEMBERSHIPS.topicName());
    /** The topic is part of the text: only so does a generic plan know that the partial index on it will do. */
    static final String NOT_INDEXED = """
            select p.payload from membership.outbox_published p
            where p.topic = '%s' and p.key = :account and not %s
            order by p.event_seq desc limit :limit
            """.formatted(Topic.MEMBERSHIPS.topicName(), AuditIndex.HAS_P);
    private static final String INDEXED = """
            select raw from audit.record
            where organisation_id = :organisation and target_names @> array[:account, :team]::text[]
                and type = '%s'
                and changes -> 'lost' @> jsonb_build_array(jsonb_build_object('id', :team::text))
            order by id desc limit :limit
            """.formatted(FactType.MEMBERSHIP_CHANGED.typeName());
    static final String NEWEST_BY = """
            select raw, coalesce(changes -> 'gained' @> :named::jsonb, false) as gained from audit.record
            where key = :account and topic = '%s' and organisation_id = :organisation
                and occurred_at <= :at and (changes -> 'gained' @> :named::jsonb or changes -> 'lost' @> :named::jsonb)
            order by event_seq desc limit 1
            """.formatted(Topic.MEMBERSHIPS.topicName());
    private static final String CAUSE = """
            select type, occurred_at, actor_kind, actor_id, actor_display, targets from audit.record
            where organisation_id = :organisation and request_id = :request and event_id = :event limit 1
            """;

    private final JdbcClient jdbc;
    private final FactCodec codec;

    EffectStore(JdbcClient jdbc, FactCodec codec) {
        this.jdbc = jdbc;
        this.codec = codec;
    }

    Optional<Effect> newestEnd(UUID organisation, UUID account, UUID team) {
        return newest(UNPUBLISHED, organisation, account, team, NEWEST)
                .or(() -> newest(NOT_INDEXED, organisation, account, team, NEWEST))
                .or(() -> newest(INDEXED, organisation, account, team, 1)).map(this::effect);
    }

    /**
     * Into a Team or out of it.
     *
     * @param effect the fact; empty where it was erased
     */
    record Turn(boolean gained, Optional<Effect> effect) {}

    /** The newest by that moment. */
    Optional<Turn> newestBy(Moment moment, UUID account, UUID team) {
        // The row is read to its end before its cause is looked up: a request may hold one connection only.
        var found = jdbc.sql(NEWEST_BY).param("organisation", moment.organisation())
                .param("account", account.toString())
                .param("at", Moments.parameter(moment.at())).param("named", "[{\"id\": \"" + team + "\"}]")
                .query((row, _) -> new StoredTurn(row.getBoolean("gained"), row.getBytes("raw"))).optional();
        return found.map(turn -> new Turn(turn.gained(), decoded(turn.raw()).map(this::effect)));
    }

    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    private record StoredTurn(boolean gained, byte[] raw) {}

    private Optional<MembershipFact> newest(String statement, UUID organisation, UUID account, UUID team, int limit) {
        return jdbc.sql(statement).param("organisation", organisation).param("account", account.toString())
                .param("team", team.toString()).param("limit", limit).query((row, _) -> row.getBytes(1)).list()
                .stream().flatMap(payload -> decoded(payload).stream())
                .filter(fact -> fact.getLost().stream().anyMatch(lost -> lost.getId().equals(team))).findFirst();
    }

    /** Empty for a fact that was erased. */
    private Optional<MembershipFact> decoded(byte[] payload) {
        try {
            return Optional.of(codec.decode(payload, MembershipFact.class));
        } catch (SerializationException _) {
            return Optional.empty();
        }
    }

    private Effect effect(MembershipFact fact) {
        var header = fact.getHeader();
        var cause = header.getCauseEventId()
                .flatMap(event -> cause(header.getOrganisationId(), header.getRequestId(), event));
        return new Effect(header.getEventId(), header.getType(), header.getOccurredAt(), header.getRequestId(),
                header.getCauseEventId().orElse(null), cause.orElse(null));
    }

    private Optional<CausedBy> cause(UUID organisation, String request, UUID event) {
        return jdbc.sql(CAUSE).param("organisation", organisation).param("request", request).param("event", event)
                .query((row, _) -> new CausedBy(row.getString("type"), Moments.read(row, "occurred_at"),
                        row.getString("actor_kind"), row.getString("actor_id"), row.getString("actor_display"),
                        JsonMapper.shared().readTree(row.getString("targets"))))
                .optional();
    }
}
