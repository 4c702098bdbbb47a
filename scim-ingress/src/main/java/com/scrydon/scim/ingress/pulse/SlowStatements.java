package com.scrydon.scim.ingress.pulse;

import com.zaxxer.hikari.HikariConfig;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of lists and searches, keys {@code scim.lists.*}.
 *
 * @param connections that they have together, 4 or more, of which an organisation has a quarter
 * @param longestStatement after which Postgres ends one, 100 ms to 10 s
 */
@ConfigurationProperties("scim.lists")
record SlowStatements(@DefaultValue("8") int connections, @DefaultValue("3s") Duration longestStatement) {

    private static final int LEAST = 4;
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    SlowStatements {
        if (connections < LEAST) {
            throw new IllegalArgumentException("scim.lists.connections must be at least " + LEAST);
        }
        if (longestStatement.compareTo(SHORTEST) < 0 || longestStatement.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("scim.lists.longest-statement must be 100 ms to 10 s");
        }
    }

    /** The settings of a pool for them beside the one that has these. */
    HikariConfig settings(HikariConfig others) {
        var settings = new HikariConfig();
        others.copyStateTo(settings);
        settings.setPoolName(others.getPoolName() + "-lists");
        settings.setMaximumPoolSize(connections);
        settings.setMinimumIdle(1);
        settings.setConnectionInitSql(others.getConnectionInitSql() + "; set statement_timeout = '%dms'"
                .formatted(longestStatement.toMillis()));
        return settings;
    }
}
