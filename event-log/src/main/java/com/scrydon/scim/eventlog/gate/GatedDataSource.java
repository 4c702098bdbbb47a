package com.scrydon.scim.eventlog.gate;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Opens connections that the gate has admitted. */
final class GatedDataSource extends DelegatingDataSource {

    private final WriteGate gate;

    GatedDataSource(DataSource opener, WriteGate gate) {
        super(opener);
        this.gate = gate;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return gate.admitted(super.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return gate.admitted(super.getConnection(user, password));
    }
}
