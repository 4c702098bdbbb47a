package com.scrydon.scim.audit.intake;

import com.scrydon.scim.audit.entries.AuditEntry;
import com.scrydon.scim.audit.entries.Kind;
import com.scrydon.scim.audit.entries.Naming;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Readable names, as the directory knows them at the time of indexing; what is gone there keeps its id as name. */
@Component
class NameStore {

    private static final String ACCOUNTS = """
            select id::text as id, email as name from directory.account where id = any(:ids::uuid[])
            """;
    private static final String GROUPS = """
            select id::text as id, display_name as name from directory.scim_group where id = any(:ids::uuid[])
            """;
    private static final String TEAMS = """
            select id::text as id, name from directory.team where id = any(:ids::uuid[])
            """;

    private final JdbcClient jdbc;

    NameStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Names by id for everything that the entries give by id only. */
    Map<String, String> namesFor(List<AuditEntry> entries) {
        Map<String, String> names = new HashMap<>();
        find(ACCOUNTS, Kind.ACCOUNT, entries, names);
        find(GROUPS, Kind.GROUP, entries, names);
        find(TEAMS, Kind.TEAM, entries, names);
        return names;
    }

    private void find(String statement, Kind kind, List<AuditEntry> entries, Map<String, String> names) {
        var ids = entries.stream().flatMap(e -> Naming.unnamed(e, kind)).distinct().toArray(String[]::new);
        if (ids.length > 0) {
            jdbc.sql(statement).param("ids", ids).query(row -> {
                names.put(row.getString("id"), row.getString("name"));
            });
        }
    }
}
