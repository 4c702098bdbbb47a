package com.scrydon.scim.servicekit.shares;

import com.zaxxer.hikari.HikariConfig;
import java.time.Duration;

/**
 * A pool on which Postgres ends statements soon, beside one whose other settings it has.
 *
 * @param connections that it has, 4 or more, of which an organisation has a quarter
 * @param longest time of a statement, 100 ms to 10 s
 */
public record ShortStatements(int connections, Duration longest) {

    private static final int LEAST = 4;
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    public ShortStatements {
        if (connections < LEAST) {
            throw new IllegalArgumentException("connections that are shared out must be at least " + LEAST);
        }
        if (longest.compareTo(SHORTEST) < 0 || longest.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("the longest statement must take 100 ms to 10 s");
        }
    }

    /** Settings of a pool beside another one; a new connection runs the other pool's first statement, too. */
    public HikariConfig beside(HikariConfig others) {
        var settings = new HikariConfig();
        others.copyStateTo(settings);
        settings.setMaximumPoolSize(connections);
        settings.setMinimumIdle(1);
        var first = others.getConnectionInitSql();
        settings.setConnectionInitSql((first == null ? "" : first + "; ") + "set statement_timeout = '%dms'"
                .formatted(longest.toMillis()));
        return settings;
    }
}
