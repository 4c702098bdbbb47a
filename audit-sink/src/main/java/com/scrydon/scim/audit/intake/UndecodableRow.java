package com.scrydon.scim.audit.intake;

import com.scrydon.scim.audit.judging.StoredText;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One row of audit.undecodable_record: kept raw, chained and visible. */
record UndecodableRow(String cause, ChainedRecord chained) {

    static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, List<UndecodableRow> rows) {
        statement.param("causes", rows.stream().map(r -> StoredText.plain(r.cause)).toArray(String[]::new));
        return RecordRow.bindSources(statement, rows.stream().map(UndecodableRow::chained).toList());
    }
}
