package com.scrydon.scim.audit.intake;

import com.scrydon.scim.audit.entries.AuditEntry;
import com.scrydon.scim.audit.entries.EntryJson;
import com.scrydon.scim.audit.judging.StoredText;
import com.scrydon.scim.facts.Actor;
import com.scrydon.scim.facts.FactHeader;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** One row of audit.record: an entry and its place in the chain. */
record RecordRow(AuditEntry entry, ChainedRecord chained) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Binds the rows column by column, for one set-based statement. */
    static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, List<RecordRow> rows) {
        bindHeaders(statement, rows);
        statement.param("outcomes", texts(rows, r -> r.entry.outcome().word()))
                .param("targets", texts(rows, r -> EntryJson.targets(r.entry)))
                .param("targetNames", texts(rows, RecordRow::targetNames))
                .param("changes", texts(rows, r -> EntryJson.changes(r.entry)));
        return bindSources(statement, rows.stream().map(RecordRow::chained).toList());
    }

    private static void bindHeaders(JdbcClient.StatementSpec statement, List<RecordRow> rows) {
        statement.param("eventIds", ids(rows, FactHeader::getEventId))
                .param("organisations", ids(rows, FactHeader::getOrganisationId))
                .param("types", texts(rows, r -> StoredText.indexed(r.header().getType())))
                .param("moments", texts(rows, r -> r.header().getOccurredAt().toString()))
                .param("actorKinds", texts(rows, r -> StoredText.indexed(r.actor().getKind())))
                .param("actorIds", texts(rows, r -> StoredText.indexed(r.actor().getId())))
                .param("actorDisplays", texts(rows, r -> StoredText.indexed(r.actor().getDisplay())))
                .param("requestIds", texts(rows, r -> StoredText.indexed(r.header().getRequestId())))
                .param("remoteAddresses", texts(rows, RecordRow::remoteAddress))
                .param("numbers", rows.stream().map(r -> r.header().getEventSeq()).toArray(Long[]::new));
    }

    static JdbcClient.StatementSpec bindSources(JdbcClient.StatementSpec statement, List<ChainedRecord> records) {
        return statement.param("offsets", records.stream().map(r -> r.read().source().offset()).toArray(Long[]::new))
                .param("keys", records.stream().map(r -> key(r.read().source().key())).toArray(String[]::new))
                .param("positions", records.stream().map(ChainedRecord::position).toArray(Long[]::new))
                .param("raws", records.stream().map(r -> r.read().source().value()).toArray(byte[][]::new))
                .param("salts", records.stream().map(ChainedRecord::salt).toArray(byte[][]::new))
                .param("leaves", records.stream().map(ChainedRecord::leaf).toArray(byte[][]::new));
    }

    private FactHeader header() {
        return entry.header();
    }

    private Actor actor() {
        return entry.header().getActor();
    }

    private @Nullable String remoteAddress() {
        return entry.header().getRemoteAddress().map(StoredText::indexed).orElse(null);
    }

    private String targetNames() {
        return JSON.writeValueAsString(entry.targetNames().stream().map(StoredText::indexed).toList());
    }

    private static @Nullable String key(@Nullable String key) {
        return key == null ? null : StoredText.plain(key);
    }

    private static UUID[] ids(List<RecordRow> rows, Function<FactHeader, UUID> value) {
        return rows.stream().map(r -> value.apply(r.header())).toArray(UUID[]::new);
    }

    private static String[] texts(List<RecordRow> rows, Function<RecordRow, @Nullable String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }
}
