package com.scrydon.scim.worker.why;

import com.scrydon.scim.eventlog.outbox.Moments;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Records as the audit sink writes them, for one organisation. */
final class AuditLog {

    private static final String INSERT = """
            insert into audit.record (recorded_at, event_id, organisation_id, type, occurred_at, actor_kind, actor_id,
                actor_display, request_id, outcome, targets, target_names, changes, event_seq, topic, partition, topic_id,
                "offset", key, chain_position, raw, salt, leaf)
            values (now(), uuidv7(), :organisation, :type, :at, 'person', 'g', 'Grace', 'r', 'success', :targets::jsonb,
                :names, :changes::jsonb, :seq, :topic, 0, 't', :seq, :key, :seq, '', '', sha256(''))
            """;

    private final JdbcClient owner;
    private final UUID organisation;
    private long seq;

    AuditLog(JdbcClient owner, UUID organisation) {
        this.owner = owner;
        this.organisation = organisation;
    }

    /** Of a group; its display is {@code G} and its id's last digit. */
    void group(Instant at, UUID group, String type, Map<String, ?> changes, UUID... more) {
        write("scim.groups.v1", at, group, "G" + digit(group), "scim.group." + type, changes, more);
    }

    void team(Instant at, UUID team, String name, String type, Map<String, ?> changes) {
        write("scim.teams.v1", at, team, name, "scim.team." + type, changes);
    }

    void user(Instant at, UUID account, boolean active) {
        write("scim.users.v1", at, account, "a@x.io", "scim.user.updated", Map.of("after", Map.of("active", active)));
    }

    void membership(Instant at, UUID account, String change, UUID team) {
        write("scim.memberships.v1", at, account, "a@x.io", "scim.membership.changed", Map.of(change, ids(team)), team);
    }

    /** As lists of targets are stored. */
    static List<Map<String, String>> ids(UUID... ids) {
        return Arrays.stream(ids).map(id -> Map.of("id", id.toString())).toList();
    }

    private static long digit(UUID id) {
        return id.getLeastSignificantBits();
    }

    private void write(String topic, Instant at, UUID key, String display, String type, Map<String, ?> changes,
            UUID... more) {
        var names = new String[more.length + 1];
        Arrays.setAll(names, i -> i == 0 ? key.toString() : more[i - 1].toString());
        owner.sql(INSERT).param("organisation", organisation).param("type", type).param("at", Moments.parameter(at))
                .param("targets", json(List.of(Map.of("id", key.toString(), "display", display))))
                .param("names", names).param("changes", json(changes)).param("seq", ++seq).param("topic", topic)
                .param("key", key.toString()).update();
    }

    private static String json(Object value) {
        return JsonMapper.shared().writeValueAsString(value);
    }
}
