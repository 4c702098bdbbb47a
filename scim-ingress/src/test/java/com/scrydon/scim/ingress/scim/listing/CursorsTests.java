package com.scrydon.scim.ingress.scim.listing;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.scim.problems.ScimProblem.ExpiredCursor;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidCursor;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import com.scrydon.scim.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R23")
class CursorsTests {

    private static final String QUERY = "a\nuserName pr\n";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T10:00:00Z"));
    private final Cursors cursors = new Cursors(clock);
    private final Position position = new Position(Optional.of("Zoë"), Instant.parse("2026-01-02T03:04:05.678901Z"),
            UUID.randomUUID());

    @Test
    void aCursorLeadsBackToItsPlace() {
        assertThat(cursors.read(cursors.write(position, QUERY), QUERY)).isEqualTo(Verdict.of(position));
        var unkeyed = new Position(Optional.empty(), position.createdAt(), position.id());
        assertThat(cursors.read(cursors.write(unkeyed, QUERY), QUERY)).isEqualTo(Verdict.of(unkeyed));
    }

    @Test
    void aCursorExpiresAfterItsTimeout() {
        var cursor = cursors.write(position, QUERY);
        clock.advance(Cursors.TIMEOUT);
        assertThat(cursors.read(cursor, QUERY)).isEqualTo(Verdict.of(position));
        clock.advance(Duration.ofSeconds(1));
        assertThat(cursors.read(cursor, QUERY)).isEqualTo(Verdict.refuse(new ExpiredCursor(600)));
    }

    @Test
    void everyChangedCharacterMakesItInvalid() {
        var cursor = cursors.write(position, QUERY);
        for (int i = 0; i < cursor.length(); i++) {
            var changed = cursor.substring(0, i) + (cursor.charAt(i) == 'A' ? 'Q' : 'A') + cursor.substring(i + 1);
            assertThat(cursors.read(changed, QUERY)).as("character %d", i).isInstanceOfSatisfying(
                    Verdict.Refused.class, refused -> assertThat(refused.problem()).isInstanceOf(InvalidCursor.class));
        }
    }
}
