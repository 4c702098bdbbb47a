package com.scrydon.scim.ingress.scim.listing;

import com.scrydon.scim.language.sql.SqlCondition;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets the few statements be planned for their values for which the values decide: a prefix is a range of an index only
 * once it is known. All others have one plan for all values (docs/decisions/016-plans.md).
 */
@Component
public final class ValuePlans {

    private static final String FOR_VALUES = "select set_config('plan_cache_mode', 'force_custom_plan', true)";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    ValuePlans(JdbcClient jdbc, PlatformTransactionManager manager) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(manager);
        this.transaction.setReadOnly(true);
    }

    /** What the query answers, planned as its filter needs it. */
    <T> T planned(SqlCondition filter, Supplier<T> query) {
        return filter.dependsOnValues()
                ? Objects.requireNonNull(transaction.execute(_ -> {
                    var _ = jdbc.sql(FOR_VALUES).query(String.class).single();
                    return query.get();
                }))
                : query.get();
    }
}
