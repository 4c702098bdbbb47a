package com.scrydon.scim.worker.applying;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.testkit.TestPostgres;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a recomputation reads depends on its batch, not on how many accounts there are. */
@Tag("R22")
class RecomputePlanTests {

    private static final int ACCOUNTS = 50_000;
    private static final int BATCH = 400;

    private final TestPostgres.Database database = TestPostgres.database();
    private final JdbcClient owner = JdbcClient.create(database.owner());

    @Test
    void r22_aBatchReadsTheHeadsOfItsAccountsOnly() {
        CrowdOfAccounts.create(owner, new UUID(7, 7), ACCOUNTS);
        owner.sql("""
                insert into membership.account_head (account_id, organisation_id)
                select id, organisation_id from directory.account
                """).update();
        // As the bulk of an import leaves it: of the small tables the planner knows nothing yet.
        owner.sql("analyze directory.account, membership.account_head").update();
        var accounts = IntStream.range(0, BATCH).mapToObj(i -> new UUID(1, i)).toArray(UUID[]::new);
        var plan = String.join("\n", JdbcClient.create(database.dataSource("provisioning_worker"))
                .sql("explain " + MembershipStore.RECOMPUTE).param("accounts", accounts)
                .param("now", OffsetDateTime.now(ZoneOffset.UTC)).query(String.class).list());
        assertThat(plan).contains("account_head").doesNotContain("Seq Scan on account_head");
    }
}
