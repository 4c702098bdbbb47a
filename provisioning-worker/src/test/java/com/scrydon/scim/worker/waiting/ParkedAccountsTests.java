package com.scrydon.scim.worker.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.testkit.SettableClock;
import com.scrydon.scim.testkit.TestPostgres;
import com.scrydon.scim.worker.intake.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Parking on a real Postgres, with a clock and a source of jitter in hand. */
@Tag("slow")
@Tag("R30")
class ParkedAccountsTests {

    private static final UUID ORGANISATION = new UUID(7, 7);
    private static final UUID ACCOUNT = new UUID(1, 1);
    private static final Cause CAUSE = new Cause(new UUID(0, 9), "scim.user.linked", "request-1", Instant.EPOCH);

    private final TestPostgres.Database database = TestPostgres.database();
    private final JdbcClient owner = JdbcClient.create(database.owner());
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource("provisioning_worker"));
    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final ParkedOverview overview = new ParkedOverview(jdbc, clock);

    private ParkedAccounts parked(double jitter) {
        owner.sql("""
                insert into directory.organisation (id, slug, name) values (:id, 'o', 'O') on conflict do nothing
                """).param("id", ORGANISATION).update();
        owner.sql("""
                insert into directory.account (id, organisation_id, kind, email, user_name, created_at, last_modified_at)
                values (:id, :organisation, 'person', 'a', 'a', now(), now()) on conflict do nothing
                """).param("id", ACCOUNT).param("organisation", ORGANISATION).update();
        RandomGenerator random = new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public double nextDouble() {
                return jitter;
            }
        };
        return new ParkedAccounts(jdbc, clock, DefaultParking.PROPERTIES,
                new Breaker(DefaultParking.PROPERTIES, clock), random);
    }

    private static void park(ParkedAccounts parked, String cause) {
        parked.park(1, List.of(new ParkedFailure(ACCOUNT, CAUSE, new IllegalStateException(cause))));
    }

    private ParkedAccount only() {
        return overview.find(ORGANISATION, ACCOUNT).orElseThrow();
    }

    private List<Long> pauses(ParkedAccounts parked, int attempts) {
        park(parked, "x");
        List<Long> seconds = new java.util.ArrayList<>();
        for (int i = 0; i < attempts; i++) {
            seconds.add(Duration.between(clock.instant(), only().nextAttemptAt()).toSeconds());
            clock.advance(Duration.ofHours(1));
            parked.failedAgain(parked.due(1).getFirst(), new IllegalStateException("x"));
        }
        return seconds;
    }

    @Test
    void r30_pausesDoubleFromFiveSecondsToAnHour() {
        assertThat(pauses(parked(1), 13)).containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 320L, 640L, 1280L, 2560L,
                3600L, 3600L, 3600L);
    }

    @Test
    void r30_halfOfEachPauseIsRandom() {
        assertThat(pauses(parked(0), 12)).startsWith(2L, 5L, 10L).endsWith(1800L);
    }

    @Test
    void r30_aParkedAccountSaysWhoseItIsWhatFailedAndWhatAskedForIt() {
        park(parked(0), "broken\ndetail");
        assertThat(only()).satisfies(p -> {
            assertThat(p.cause()).isEqualTo("IllegalStateException: broken");
            assertThat(p.stack()).contains("IllegalStateException: broken\ndetail", "ParkedAccountsTests");
            assertThat(p.attempts()).isEqualTo(1);
            assertThat(p.requestId()).isEqualTo("request-1");
        });
        clock.advance(Duration.ofMinutes(1));
        assertThat(parked(0).due(1)).containsExactly(new DueAccount(ACCOUNT, CAUSE, 1));
        assertThat(parked(0).summary()).isEqualTo(new ParkedSummary(1, Duration.ofMinutes(1)));
    }

    @Test
    void r30_twoInstancesThatRetryTheSameCountOneAttempt() {
        var parked = parked(0);
        park(parked, "x");
        clock.advance(Duration.ofMinutes(1));
        var due = parked.due(1).getFirst();
        parked.failedAgain(due, new IllegalStateException("y"));
        parked.failedAgain(due, new IllegalStateException("z"));
        assertThat(only().attempts()).isEqualTo(2);
        assertThat(only().cause()).endsWith("y");
    }

    @Test
    void r30_releasedByHandAnAccountIsDueAtOnceForItsOrganisationOnly() {
        var parked = parked(1);
        park(parked, "x");
        assertThat(parked.due(1)).isEmpty();
        assertThat(overview.release(new UUID(7, 8), Optional.of(ACCOUNT), Optional.empty())).isZero();
        assertThat(overview.release(ORGANISATION, Optional.empty(), Optional.of("IllegalArgument"))).isZero();
        assertThat(overview.release(ORGANISATION, Optional.empty(), Optional.of("IllegalState"))).isEqualTo(1);
        assertThat(parked.due(1)).hasSize(1);
        assertThat(overview.page(new UUID(7, 8), new UUID(0, 0), 10)).isEmpty();
    }

    @Test
    void r30_anAccountThatTheDirectoryDoesNotKnowIsParkedAllTheSame() {
        parked(0).park(1, List.of(new ParkedFailure(new UUID(5, 5), CAUSE, new IllegalStateException("x"))));
        assertThat(parked(0).count()).isEqualTo(1);
    }
}
