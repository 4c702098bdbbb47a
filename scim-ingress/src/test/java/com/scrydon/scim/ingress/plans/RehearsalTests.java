package com.scrydon.scim.ingress.plans;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RunningIngress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Before readiness the service goes through its hot paths, and leaves nothing behind. */
@Tag("slow")
@Tag("R15")
class RehearsalTests {

    @Test
    void r15_aRehearsalIsPlayedAndRolledBack() {
        var ingress = RunningIngress.withSettings("--spring.application.name=rehearsing");
        assertThat(count(ingress, "select count(*) from directory.organisation where slug like 'rehearsal-%'"))
                .isZero();
        assertThat(count(ingress, "select count(*) from directory.outbox where topic = 'scim.users.v1'")).isZero();
        assertThat(count(ingress, "select last_value from pg_sequences where schemaname = 'directory'"
                + " and sequencename = 'outbox_id_seq'")).as("ids taken by facts that were rolled back").isPositive();
    }

    private static long count(RunningIngress ingress, String query) {
        return ingress.owner().sql(query).query(Long.class).single();
    }
}
