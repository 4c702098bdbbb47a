package com.scrydon.scim.audit.intake;

import com.scrydon.scim.audit.intake.Added.Story;
import com.scrydon.scim.audit.judging.ReadRecord;
import com.scrydon.scim.audit.judging.StoredText;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which numbers of each key the index has. Numbers judge completeness only: what is missing is told, and makes no later fact
 * untrue; when it comes it is missing no more.
 */
@Component
class Stories {

    /** Missing numbers of a key: those that were missing before, and all between the old highest and the new, without those that came now. */
    private static final String NOTE = """
            with got as (
                select f.key, range_agg(int8range(f.number, f.number, '[]')) as numbers, max(f.number) as highest
                from unnest(:keys::text[], :numbers::bigint[]) as f (key, number) group by f.key),
            noted as (
                insert into audit.key_head as h (topic, key, highest, missing)
                select :topic, g.key, g.highest, int8multirange(int8range(1, g.highest, '[]')) - g.numbers
                from got g order by g.key
                on conflict (topic, key) do update set
                    highest = greatest(h.highest, excluded.highest),
                    missing = (h.missing + int8multirange(int8range(h.highest, null, '()')))
                        * (excluded.missing + int8multirange(int8range(excluded.highest, null, '()')))
                        * int8multirange(int8range(1, greatest(h.highest, excluded.highest), '[]'))
                returning h.key, coalesce(old.missing, '{}') as before, new.missing as missing)
            select key, missing::text as missing, missing - before <> '{}' as grew from noted where before <> missing
            order by key
            """;

    private final JdbcClient jdbc;

    Stories(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes numbered facts of one topic, whose chain's head is locked; answers the keys whose gaps changed. */
    List<Story> note(String topic, List<ReadRecord> facts) {
        var numbered = facts.stream().filter(f -> f.number().orElse(0L) > 0).toList();
        if (numbered.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(NOTE).param("topic", topic)
                .param("keys", numbered.stream().map(f -> StoredText.plain(f.source().key())).toArray(String[]::new))
                .param("numbers", numbered.stream().map(f -> f.number().orElseThrow()).toArray(Long[]::new))
                .query((row, _) -> new Story(row.getString("key"), row.getString("missing"), row.getBoolean("grew")))
                .list();
    }
}
