package com.scrydon.scim.ctl.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.testkit.TestPostgres;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One writing role per schema, and records of the audit log that no service can change or delete: asked of each role. */
@Tag("slow")
@Tag("R33")
class LeastPrivilegeTests {

    private static final TestPostgres.Database DATABASE = TestPostgres.database();
    private static final JdbcClient OWNER = JdbcClient.create(DATABASE.owner());
    /** The only schema in which the role may change and delete rows. */
    private static final Map<String, String> WRITES = Map.of("scim_ingress", "directory", "provisioning_worker",
            "membership");
    /** What else may be done, as role, table and privilege. */
    private static final Set<String> APPENDS = Set.of("audit.record INSERT", "audit.record_default INSERT",
            "audit.undecodable_record INSERT", "audit.chain_head INSERT", "audit.chain_head UPDATE",
            "audit.key_head INSERT", "audit.key_head UPDATE", "audit.untrue_kept INSERT", "audit.untrue_kept UPDATE",
            // No records: what is kept apart until it turns out to be true.
            "audit.untrue_record INSERT", "audit.untrue_record DELETE",
            // What the sink itself has to tell, on its way into the log: no records.
            "audit.outbox INSERT", "audit.outbox UPDATE", "audit.outbox DELETE", "audit.outbox_published INSERT",
            "audit.outbox_published UPDATE", "audit.outbox_published DELETE", "audit.relay UPDATE");
    private static final String GRANTED = """
            select t.schemaname || '.' || t.tablename || ' ' || p.privilege
            from pg_tables t cross join unnest(array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) as p (privilege)
            where t.schemaname not in ('pg_catalog', 'information_schema')
                and has_table_privilege(:role, format('%I.%I', t.schemaname, t.tablename), p.privilege)
            """;

    @ParameterizedTest
    @ValueSource(strings = {"provisioning_worker", "audit_sink", "scim_reader"})
    void r2_nobodyButTheIngressSeesHashesOfTokens(String role) {
        var columns = OWNER.sql("""
                select column_name from information_schema.columns
                where table_schema = 'directory' and table_name = 'token'
                    and not has_column_privilege(:role, 'directory.token', column_name, 'SELECT')
                """).param("role", role).query(String.class).list();
        assertThat(columns).containsExactlyInAnyOrder("sha256", "previous_sha256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scim_ingress", "provisioning_worker", "audit_sink", "scim_reader"})
    void r33_aRoleWritesItsOwnSchemaOnly(String role) {
        var granted = OWNER.sql(GRANTED).param("role", role).query(String.class).list();
        var own = WRITES.get(role);
        var beyond = granted.stream().filter(grant -> own == null || !grant.startsWith(own + ".")).toList();
        if (role.equals("audit_sink")) {
            assertThat(beyond).allMatch(
                    grant -> APPENDS.contains(grant) || grant.matches("audit\\.record_\\d{4}_\\d{2} INSERT"))
                    .contains("audit.record INSERT");
        } else {
            assertThat(beyond).isEmpty();
        }
        assertThat(granted).noneMatch(grant -> grant.endsWith("TRUNCATE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scim_ingress", "provisioning_worker", "audit_sink", "scim_reader"})
    void r33_noRoleChangesOrDeletesAuditRecords(String role) {
        var jdbc = JdbcClient.create(DATABASE.dataSource(role));
        for (var statement : List.of("update audit.record set type = 'forged'", "delete from audit.record",
                "truncate audit.record", "update audit.undecodable_record set cause = 'forged'",
                "delete from audit.chain_head", "alter table audit.record disable trigger all", "drop schema audit")) {
            assertThatThrownBy(() -> jdbc.sql(statement).update()).as(role + ": " + statement)
                    .isInstanceOf(DataAccessException.class).hasStackTraceContaining("ERROR: ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scim_ingress", "provisioning_worker", "audit_sink", "scim_reader"})
    void r33_noRoleOwnsOrMakesAnything(String role) {
        assertThat(OWNER.sql("select rolsuper or rolcreatedb or rolcreaterole or rolbypassrls from pg_roles"
                + " where rolname = :role").param("role", role).query(Boolean.class).single()).isFalse();
        assertThat(OWNER.sql("select count(*) from pg_namespace where nspname in ('directory', 'membership', 'audit')"
                + " and has_schema_privilege(:role, oid, 'CREATE')").param("role", role).query(Long.class).single())
                .isZero();
    }
}
