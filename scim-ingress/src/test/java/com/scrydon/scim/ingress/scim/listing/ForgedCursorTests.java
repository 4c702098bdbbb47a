package com.scrydon.scim.ingress.scim.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.scrydon.scim.ingress.scim.problems.Verdict;
import com.scrydon.scim.testkit.TestPostgres;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Anybody can make a cursor with a right checksum: what it holds is a client's input like any other (R24). */
@Tag("slow")
@Tag("R24")
class ForgedCursorTests {

    private static final long SEED = 20261127;
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final List<String> KEYS = List.of("abc", "", "\u0000", "2026-13-45 00:00:00+00", "infinity", "now",
            "+300000-01-01 00:00:00+00", "2026-01-01 00:00:00.5+00", "2026-01-01 00:00:00.123456+05:30",
            "2026-02-30 00:00:00+00", "0000-01-01 00:00:00+00", "9999-12-31 23:59:59.999999+00", "t", "true", "TRUE",
            "00000000-0000-0000-0000-000000000000", "0-0-0-0-0", "x".repeat(60_000));

    private final Cursors cursors = new Cursors(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void r24_noForgedCursorIsMoreThanInvalidOrExpired() {
        var random = new Random(SEED);
        int good = 0;
        for (int i = 0; i < 20_000; i++) {
            long now = NOW.getEpochSecond();
            var read = cursors
                    .read(forged(pick(random, now, Long.MAX_VALUE, Long.MIN_VALUE, now + 3_600, 0, random.nextLong()),
                            pick(random, now * 1_000_000, Long.MAX_VALUE, Long.MIN_VALUE, -1, random.nextLong()),
                            KEYS.get(random.nextInt(KEYS.size()))), "q");
            if (read instanceof Verdict.Accepted<Position>(var position)) {
                assertThat(position.createdAt()).as("seed %d, %d", SEED, i).isBetween(Instant.EPOCH, NOW);
                good++;
            }
        }
        assertThat(good).as("forged ones that say what an honest one might").isPositive();
    }

    @Test
    void r24_aCursorFromTheFutureDoesNotLiveForEver() {
        assertThat(cursors.read(forged(NOW.plusSeconds(3_600).getEpochSecond(), 1, "a"), "q"))
                .isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void r24_whatASortKeyTakesPostgresCanRead() {
        var owner = JdbcClient.create(TestPostgres.database().owner());
        for (var type : List.of("text", "uuid", "boolean", "timestamptz")) {
            var key = new SortKey("x", type, false);
            var taken = KEYS.stream().filter(key::takes).toList();
            assertThat(taken).as(type).isNotEmpty();
            taken.forEach(value -> assertThat(owner.sql("select cast(:value as " + type + ") is not null")
                    .param("value", value).query(Boolean.class).single()).as("%s %s", type, value).isTrue());
        }
    }

    /** Anything that looks like a time: fields at, just past and far past what one and the other know. */
    @Test
    void r24_whatASortKeyTakesForATimePostgresCanRead() {
        var random = new Random(SEED);
        var key = new SortKey("x", "timestamptz", false);
        var owner = JdbcClient.create(TestPostgres.database().owner());
        var taken = Stream.generate(() -> moment(random)).limit(20_000).filter(key::takes).distinct().toList();
        assertThat(taken).as("seed %d", SEED).hasSizeGreaterThan(100);
        taken.forEach(value -> assertThatCode(() -> owner.sql("select cast(:value as timestamptz) is not null")
                .param("value", value).query(Boolean.class).single()).as("seed %d, %s", SEED, value)
                .doesNotThrowAnyException());
    }

    private static String moment(Random random) {
        return one(random, "2026", "0001", "0000", "9999", "10000", "+2026", "-0001", "4713") + "-"
                + one(random, "01", "02", "06", "12", "13") + "-" + one(random, "01", "28", "29", "31", "32")
                + one(random, " ", " ", "T") + one(random, "00", "23", "24") + ":" + one(random, "00", "59", "60")
                + one(random, "", ":00", ":59", ":60") + one(random, "", ".5", ".123456789", ".")
                + one(random, "+00", "-00", "+05:30", "-12", "+14", "+15:59", "+16", "-16", "+18", "-18:00", "+19", "Z",
                        "+01:02:03", "");
    }

    private static String one(Random random, String... from) {
        return from[random.nextInt(from.length)];
    }

    @Test
    void r15_whatPostgresWritesASortKeyTakes() {
        var owner = JdbcClient.create(TestPostgres.database().owner());
        for (var written : List.of("timestamptz now()", "timestamptz timestamptz '2026-01-01 00:00:00+00'",
                "boolean true",
                "boolean false", "uuid gen_random_uuid()", "timestamptz timestamptz '2026-06-01 10:00:00.12+00'")) {
            var parts = written.split(" ", 2);
            var text = owner.sql("select (" + parts[1] + ")::text").query(String.class).single();
            assertThat(new SortKey("x", parts[0], false).takes(text)).as(text).isTrue();
        }
    }

    private static long pick(Random random, long... from) {
        return from[random.nextInt(from.length)];
    }

    private static String forged(long madeAt, long createdAt, String key) {
        return ForgedCursor.of(madeAt, createdAt, Optional.of(key), "q");
    }
}
