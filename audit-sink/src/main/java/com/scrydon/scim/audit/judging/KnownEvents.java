package com.scrydon.scim.audit.judging;

import com.scrydon.scim.audit.entries.FactReader.Reading;
import com.scrydon.scim.facts.FactHeader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which facts the index has already: one that comes again, from whomever and from wherever, is no second record (R33). */
@Component
public class KnownEvents {

    private static final String FIND = """
            select event_id from audit.record where event_id = any (:ids) and recorded_at >= :oldest::timestamptz
            """;
    /** By how much the clock of who decided may be ahead of ours. */
    private static final Duration CLOCKS = Duration.ofDays(1);
    private static final String ALWAYS = "-infinity";

    private final JdbcClient jdbc;

    public KnownEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of the records that the index does not have, each once. The head of their chain is locked. */
    public List<ReadRecord> newOf(List<ReadRecord> records, Instant now) {
        var headers = records.stream().flatMap(r -> header(r).stream()).toList();
        if (headers.isEmpty()) {
            return records;
        }
        Set<UUID> known = new HashSet<>(jdbc.sql(FIND)
                .param("ids", headers.stream().map(FactHeader::getEventId).toArray(UUID[]::new))
                .param("oldest", oldest(headers, now)).query(UUID.class).list());
        List<ReadRecord> fresh = new ArrayList<>(records.size());
        for (var record : records) {
            if (header(record).map(h -> known.add(h.getEventId())).orElse(true)) {
                fresh.add(record);
            }
        }
        return fresh;
    }

    /** Months before the oldest of the facts need not be looked through, if it says a time that can be believed. */
    private static String oldest(List<FactHeader> headers, Instant now) {
        var times = headers.stream().map(FactHeader::getOccurredAt).toList();
        boolean odd = times.stream().anyMatch(time -> time.isAfter(now) || time.isBefore(Instant.EPOCH));
        return odd ? ALWAYS : times.stream().min(Comparator.naturalOrder()).orElseThrow().minus(CLOCKS).toString();
    }

    private static Optional<FactHeader> header(ReadRecord record) {
        return record.reading() instanceof Reading.Entry(var entry) ? Optional.of(entry.header()) : Optional.empty();
    }
}
