package com.scrydon.scim.eventlog.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.outbox.FactContext;
import com.scrydon.scim.facts.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What waits to be written is bounded, and every refusal is in it exactly once (R31). */
class RefusalLedgerTests {

    private static final Instant MINUTE = Instant.parse("2026-01-01T10:00:00Z");

    private final RefusalLedger ledger = new RefusalLedger(20);

    private static Refusal refusal(String source, boolean known, String path, Instant at) {
        var actor = Actor.newBuilder().setKind("token").setId(source).setDisplay("okta").build();
        return new Refusal(new UUID(0, 1), source, known,
                new RefusedRequest("POST", path, endpoint(path), 409, "uniqueness",
                        "taken"),
                new FactContext(actor, "r", null, "127.0.0.1", at));
    }

    /** Of few different ones, as services do it. */
    private static String endpoint(String path) {
        return path.replaceFirst("/(Users|Groups)/.*", "/$1").replaceFirst("/v2/\\d+$", "/v2/other");
    }

    private static long sum(List<Tally> tallies) {
        return tallies.stream().mapToLong(Tally::count).sum();
    }

    @Test
    void r31_tenOfATokenAndMinuteAreSingleAndTheRestOneCount() {
        for (int i = 0; i < 1_000; i++) {
            ledger.note(refusal("a", true, "/api/auth/scim/v2/Users/" + i, MINUTE));
        }
        ledger.note(refusal("b", true, "/api/auth/scim/v2/Users", MINUTE));
        ledger.note(refusal("a", true, "/api/auth/scim/v2/Users", MINUTE.plusSeconds(60)));
        var singles = ledger.takeSingles(100);
        assertThat(singles).hasSize(12).allMatch(Tally::single);
        assertThat(ledger.takeCounts()).singleElement().extracting(Tally::count).isEqualTo(990L);
        assertThat(ledger.takeCounts()).isEmpty();
    }

    @Test
    void r31_unauthenticatedOnesAreOnlyCounted() {
        for (int i = 0; i < 50; i++) {
            ledger.note(refusal("10.0.0.1", false, "/api/auth/scim/v2/Groups/x", MINUTE));
        }
        assertThat(ledger.takeSingles(100)).isEmpty();
        assertThat(sum(ledger.takeCounts())).isEqualTo(50);
    }

    @Test
    void r31_aFloodFromManyAddressesAndWithManyPathsIsFewCountsAndStillExact() {
        for (int i = 0; i < 10_000; i++) {
            ledger.note(refusal("10.0." + i / 250 + "." + i % 250, false, "/api/auth/scim/v2/" + i, MINUTE));
        }
        var counts = ledger.takeCounts();
        assertThat(counts).hasSizeLessThanOrEqualTo(21);
        assertThat(sum(counts)).isEqualTo(10_000);
        assertThat(counts).extracting(tally -> tally.last().source()).contains("other sources");
    }

    @Test
    void r31_whatCouldNotBeWrittenWaitsOn() {
        for (int i = 0; i < 30; i++) {
            ledger.note(refusal("a", true, "/api/auth/scim/v2/Users", MINUTE));
        }
        ledger.giveBack(ledger.takeSingles(4));
        ledger.giveBack(ledger.takeCounts());
        ledger.note(refusal("a", true, "/api/auth/scim/v2/Users", MINUTE));
        assertThat(ledger.takeSingles(100)).hasSize(10);
        assertThat(sum(ledger.takeCounts())).isEqualTo(21);
    }

    @Test
    void r31_noRawTokenStandsInAFact() {
        var raw = "scrydon_scim_AbC-_9";
        assertThat(Stream.of(Redaction.text("/Users/" + raw + "/x"), Redaction.method(raw),
                Redaction.text("/" + raw.toUpperCase(java.util.Locale.ROOT))))
                .noneMatch(text -> text.contains("AbC") || text.contains("ABC"));
        assertThat(Redaction.text("a\r\nb\u200bc")).isEqualTo("a??b?c");
        assertThat(Redaction.text("x".repeat(5_000))).hasSizeLessThan(400);
    }
}
