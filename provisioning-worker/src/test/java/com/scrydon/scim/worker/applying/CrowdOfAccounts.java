package com.scrydon.scim.worker.applying;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Very many accounts of one organisation, made at once: ids 1-0, 1-1 and so on. */
final class CrowdOfAccounts {

    private CrowdOfAccounts() {}

    static void create(JdbcClient owner, UUID organisation, int count) {
        owner.sql("insert into directory.organisation (id, slug, name) values (:o, 'o', 'O')")
                .param("o", organisation).update();
        owner.sql("""
                insert into directory.account (id, organisation_id, kind, email, user_name, created_at, last_modified_at)
                select ('00000000-0000-0001-0000-' || lpad(to_hex(n), 12, '0'))::uuid, :o, 'person', n || '@x', n || '@x',
                    now(), now()
                from generate_series(0, :last) n
                """).param("o", organisation).param("last", count - 1).update();
    }
}
