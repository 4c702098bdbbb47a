package com.scrydon.scim.eventlog.migrations;

import java.sql.DriverManager;
import java.util.Properties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;

/** The guard of a service that writes; its relay waits for it. */
@AutoConfiguration
@ConditionalOnProperty("scim.relay.name")
class MigrationConfiguration {

    @Bean(initMethod = "checkAtStart")
    MigrationGuard migrationGuard(DataSourceProperties database) {
        var settings = new Properties();
        settings.setProperty("user", database.determineUsername());
        settings.setProperty("password", database.determinePassword());
        settings.setProperty("ApplicationName", "scim-migration-guard");
        settings.setProperty("connectTimeout", "2");
        settings.setProperty("socketTimeout", "3");
        return new MigrationGuard(() -> DriverManager.getConnection(database.determineUrl(), settings),
                MigrationHistory.ofThisVersion(), () -> System.exit(1));
    }
}
