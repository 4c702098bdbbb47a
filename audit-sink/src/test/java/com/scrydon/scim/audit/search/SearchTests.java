package com.scrydon.scim.audit.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.audit.TestFacts;
import com.scrydon.scim.language.sql.SqlCondition;
import com.scrydon.scim.testkit.TestPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Searches on a real Postgres, as the sink's own role. */
@Tag("slow")
@Tag("R32")
class SearchTests {

    private final TestPostgres.Database database = TestPostgres.database();
    private final JdbcClient owner = JdbcClient.create(database.owner());
    private final RecordSearch search = new RecordSearch(JdbcClient.create(database.dataSource("audit_sink")));

    @BeforeEach
    void records() {
        insert(TestFacts.ORGANISATION, "scim.user.provisioned", "okta-prod", "ada@example.com", 1);
        insert(TestFacts.ORGANISATION, "scim.user.updated", "okta-prod", "100%_bob@example.com", 2);
        insert(TestFacts.ORGANISATION, "scim.group.created", "Carol", "Engineering", 3);
        insert(UUID.randomUUID(), "scim.user.provisioned", "okta-prod", "ada@example.com", 4);
    }

    @Test
    void r32_recordsOfTheOwnOrganisationNewestFirst() {
        assertThat(find("type sw \"scim.\"")).containsExactly(3L, 2L, 1L);
    }

    @Test
    void r32_everyAttributeAndOperatorFinds() {
        assertThat(find("type eq \"SCIM.user.updated\"")).containsExactly(2L);
        assertThat(find("type ne \"scim.user.updated\"")).containsExactly(3L, 1L);
        assertThat(find("type ew \"created\" or type co \"provision\"")).containsExactly(3L, 1L);
        assertThat(find("actor.display eq \"OKTA-prod\" and not (target sw \"ADA\")")).containsExactly(2L);
        assertThat(find("target eq \"Ada@Example.COM\"")).containsExactly(1L);
        assertThat(find("target ne \"ada@example.com\"")).containsExactly(3L, 2L);
        assertThat(find("target co \"%_\"")).containsExactly(2L);
        assertThat(find("target co \"example\" and target pr")).containsExactly(2L, 1L);
        assertThat(find("occurredAt ge \"2026-11-24T10:00:02Z\" and occurredAt lt \"2026-11-24T11:00:03+01:00\""))
                .containsExactly(2L);
        assertThat(find("requestId eq \"request-3\"")).containsExactly(3L);
        assertThat(find("outcome eq \"refused\"")).isEmpty();
        assertThat(find("actor.id gt \"a\" and actor.id le \"z\" and actor.id pr")).hasSize(3);
        assertThat(find("target ew \"ERING\" or target eq null")).containsExactly(3L);
        assertThat(find("requestId ne null and not (actor.display co \"okta\")")).containsExactly(3L);
    }

    @Test
    void r32_pagesSkipAndRepeatNothingWhileRecordsArrive() {
        for (long n = 10; n < 60; n++) {
            insert(TestFacts.ORGANISATION, "scim.user.updated", "okta-prod", "u", n);
        }
        List<Long> seen = new ArrayList<>();
        var cursor = Cursor.NEWEST;
        while (true) {
            var page = search.page(TestFacts.ORGANISATION, SqlCondition.ALL, cursor, 7);
            page.records().forEach(r -> seen.add(r.eventSeq()));
            insert(TestFacts.ORGANISATION, "scim.user.updated", "okta-prod", "late", 1_000);
            if (page.nextCursor() == null) {
                break;
            }
            cursor = Cursor.decode(page.nextCursor()).orElseThrow();
        }

        assertThat(seen).hasSize(53).doesNotHaveDuplicates().doesNotContain(1_000L);
    }

    /** A page is no longer than memory has room for; the walk loses nothing. */
    @Test
    void r32_pagesOfLargeRecordsEndEarlyAndTheWalkIsWhole() {
        for (long n = 100; n < 160; n++) {
            insert(TestFacts.ORGANISATION, "scim.user.updated", "okta-prod", "u", n);
        }
        owner.sql("update audit.record set changes = jsonb_build_object('title', repeat('x', 100000))"
                + " where event_seq % 2 = 0 and event_seq >= 100").update();
        List<Long> seen = new ArrayList<>();
        int pages = 0;
        for (var cursor = Cursor.NEWEST; cursor != null; pages++) {
            var page = search.page(TestFacts.ORGANISATION, SqlCondition.ALL, cursor, 500);
            page.records().forEach(record -> seen.add(record.eventSeq()));
            assertThat(page.records().stream().mapToInt(record -> record.changes().length()).sum())
                    .isLessThan(1_300_000);
            cursor = page.nextCursor() == null ? null : Cursor.decode(page.nextCursor()).orElseThrow();
        }
        assertThat(pages).isBetween(3, 5);
        assertThat(seen).hasSize(63).doesNotHaveDuplicates();
    }

    /** Anybody can write a cursor: it says no more than a number, and the organisation comes from the token. */
    @Test
    void r32_aForgedCursorIsANumberLikeAnyOther() {
        for (long forged : new long[]{Long.MIN_VALUE, -1, 0, Long.MAX_VALUE}) {
            var page = search.page(UUID.randomUUID(), SqlCondition.ALL,
                    Cursor.decode(new Cursor(forged).encoded()).orElseThrow(), 50);
            assertThat(page.records()).as("%d", forged).isEmpty();
        }
    }

    private List<Long> find(String filter) {
        return search.page(TestFacts.ORGANISATION, RecordFilters.compile(filter), Cursor.NEWEST, 50).records().stream()
                .map(AuditRecord::eventSeq).toList();
    }

    private void insert(UUID organisation, String type, String actor, String target, long eventSeq) {
        owner.sql("""
                insert into audit.record (recorded_at, event_id, organisation_id, type, occurred_at, actor_kind, actor_id,
                    actor_display, request_id, outcome, targets, target_names, changes, event_seq, topic, partition,
                    topic_id, "offset", chain_position, raw, salt, leaf)
                values (now(), gen_random_uuid(), :organisation, :type, :moment::timestamptz, 'token', 'token-1', :actor,
                    :request, 'success', '[]', array[lower(:target)], '{}', :seq, 't', 0, 'i', :seq, :seq, '', '',
                    sha256(''))
                """).param("organisation", organisation).param("type", type)
                .param("moment", TestFacts.MOMENT.plusSeconds(eventSeq).toString()).param("actor", actor)
                .param("request", "request-" + eventSeq).param("target", target).param("seq", eventSeq).update();
    }
}
