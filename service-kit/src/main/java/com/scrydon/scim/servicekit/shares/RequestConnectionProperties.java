package com.scrydon.scim.servicekit.shares;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Connections of an API beside those of the service's own work, keys {@code scim.api-connections.*}.
 *
 * @param most connections of the API on top of those of the service's own work, 4 or more, of which an organisation has a quarter where it searches
 * @param longestStatement time after which Postgres ends a statement of a call, 100 ms to 10 s
 */
@ConfigurationProperties("scim.api-connections")
record RequestConnectionProperties(@DefaultValue("4") int most, @DefaultValue("3s") Duration longestStatement) {

    RequestConnectionProperties {
        var _ = new ShortStatements(most, longestStatement);
    }

    ShortStatements statements() {
        return new ShortStatements(most, longestStatement);
    }
}
