package com.scrydon.scim.ingress.door.pulse;

import com.scrydon.scim.servicekit.shares.ShortStatements;
import com.zaxxer.hikari.HikariConfig;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of lists and searches, keys {@code scim.lists.*}.
 *
 * @param connections those of lists and searches together, on top of the others; 4 or more, of which an organisation has a quarter
 * @param longestStatement time after which Postgres ends one, 100 ms to 10 s: then 400 tooMany, or 503 for a list without filter and order
 */
@ConfigurationProperties("scim.lists")
record SlowStatements(@DefaultValue("8") int connections, @DefaultValue("3s") Duration longestStatement) {

    SlowStatements {
        var _ = new ShortStatements(connections, longestStatement);
    }

    /** The settings of a pool for them beside the one that has these. */
    HikariConfig settings(HikariConfig others) {
        var settings = new ShortStatements(connections, longestStatement).beside(others);
        settings.setPoolName(others.getPoolName() + "-lists");
        return settings;
    }
}
