package com.scrydon.scim.ctl.servers;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The database, as the role that owns its schemas. */
public final class OwnerDatabase {

    private OwnerDatabase() {}

    /**
     * Connections, each a new one.
     *
     * @param application how Postgres shows who is connected
     */
    public static DataSource at(String jdbcUrl, String owner, String password, String application) {
        var source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl);
        source.setUser(owner);
        source.setPassword(password);
        source.setApplicationName(application);
        return source;
    }
}
