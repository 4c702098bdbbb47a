package com.scrydon.scim.ingress.scim.users;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.testkit.TestPostgres;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a store of before R14c holds comes into the keys: nothing is lost, nothing is united, nothing stands in the way. */
class OldAccountsTests {

    private static final UUID ORGANISATION = UUID.randomUUID();

    @Test
    void r14c_theMigrationGivesOldRowsTheirKeysAndLetsTwinsBe() {
        var fresh = TestPostgres.database().owner();
        var owner = JdbcClient.create(fresh);
        owner.sql("drop schema directory, membership, audit, ops cascade").update();
        owner.sql("drop table flyway_schema_history").update();
        Flyway.configure().dataSource(fresh).target("022").load().migrate();
        owner.sql("insert into directory.organisation (id, slug, name) values (:id, 'old', 'Old')")
                .param("id", ORGANISATION).update();
        for (var email : List.of("Plain@Example.com", "caf\u00e9@example.com", "cafe\u0301@example.com",
                "x@b\u00fccher.example", "adm\u0130n@example.com", "nbsp@example.com\u00a0", "nbsp@example.com")) {
            owner.sql("""
                    insert into directory.account
                        (organisation_id, kind, email, user_name, created_at, last_modified_at)
                    values (:o, 'person', :email, :email, clock_timestamp(), now())
                    """).param("o", ORGANISATION).param("email", email).update();
        }
        for (var name : List.of("Team", "Team ", "Caf\u00e9", "Cafe\u0301", "Team (SCIM)", "Team (SCIM 12)")) {
            owner.sql("""
                    insert into directory.scim_group (organisation_id, display_name, created_at, last_modified_at)
                    values (:o, :name, clock_timestamp(), now())
                    """).param("o", ORGANISATION).param("name", name).update();
            owner.sql("insert into directory.team (organisation_id, name, created_at) values (:o, :name, now())")
                    .param("o", ORGANISATION).param("name", name).update();
        }
        Flyway.configure().dataSource(fresh).load().migrate();
        assertThat(owner.sql("select coalesce(email_key, '-') from directory.account order by created_at")
                .query(String.class).list()).containsExactly("plain@example.com", "caf\u00e9@example.com", "-",
                        "x@xn--bcher-kva.example", "adm\u0130n@example.com", "-", "nbsp@example.com");
        assertThat(owner.sql("select display_name from directory.scim_group where name_twin order by created_at")
                .query(String.class).list()).containsExactly("Team ", "Cafe\u0301");
        assertThat(owner.sql("""
                select name_stem || ':' || name_number from directory.team where not name_twin order by name_stem, name_number
                """).query(String.class).list()).containsExactly("caf\u00e9:0", "team:0", "team:1", "team:12");
    }
}
