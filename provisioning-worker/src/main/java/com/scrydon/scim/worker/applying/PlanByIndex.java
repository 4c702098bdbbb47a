package com.scrydon.scim.worker.applying;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Has a transaction's statements planned once for all batches, and none of them read whole tables because the planner saw them empty
 * (docs/decisions/016-plans.md).
 */
public final class PlanByIndex {

    private static final String SETTINGS = """
            select set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true)
            """;

    private PlanByIndex() {}

    /** For the rest of the transaction; the first thing in it. */
    public static void inTransaction(JdbcClient jdbc) {
        jdbc.sql(SETTINGS).query(row -> {});
    }
}
