package com.scrydon.scim.ingress.changes;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.facts.Actor;
import com.scrydon.scim.ingress.door.requests.Origin;
import com.scrydon.scim.ingress.door.requests.RequestTrace;
import com.scrydon.scim.testkit.SettableClock;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is remembered of POSTs in doubt is bounded, and nobody forgets for another. */
@Tag("R28c")
class DoubtsTests {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final SettableClock clock = new SettableClock(NOW);
    private final Doubts doubts = new Doubts(clock);

    private static Origin origin(int organisation) {
        return new Origin(new UUID(0, organisation), new Actor("token", "t", "okta"),
                new RequestTrace("r", "127.0.0.1"),
                Set.of(), OptionalInt.empty());
    }

    private static ObjectNode body(int number) {
        return JsonMapper.shared().createObjectNode().put("userName", "u" + number);
    }

    private static ResourceVersion made(int number) {
        return new ResourceVersion(new UUID(1, number), 1, NOW);
    }

    private void remember(int organisation, int number) {
        doubts.remember(origin(organisation), "/Users", body(number), made(number));
    }

    private long known(int organisation, int most) {
        return IntStream.range(0, most)
                .filter(n -> doubts.find(origin(organisation), "/Users", body(n)).isPresent()).count();
    }

    @Test
    void r8_whatIsFoundIsThatVeryRequest() {
        remember(1, 1);
        assertThat(doubts.find(origin(1), "/Users", body(1))).contains(made(1));
        assertThat(doubts.find(origin(1), "/Groups", body(1))).isEmpty();
        assertThat(doubts.find(origin(1), "/Users", body(2))).isEmpty();
        assertThat(doubts.find(origin(2), "/Users", body(1))).isEmpty();
    }

    @Test
    void r28c_anOrganisationKeepsItsNewestAndTakesNoRoomFromOthers() {
        remember(2, 0);
        IntStream.range(0, 1_000).forEach(n -> remember(1, n));
        assertThat(known(1, 1_000)).isEqualTo(Doubts.MOST_OF_AN_ORGANISATION);
        assertThat(doubts.find(origin(1), "/Users", body(999))).isPresent();
        assertThat(known(2, 1)).isEqualTo(1);
    }

    @Test
    void r28c_allTogetherAreBoundedAtTheCostOfTheFullest() {
        remember(1_000, 0);
        for (int organisation = 1; organisation <= 150; organisation++) {
            int own = organisation;
            IntStream.range(0, Doubts.MOST_OF_AN_ORGANISATION).forEach(n -> remember(own, n));
        }
        long all = IntStream.rangeClosed(1, 150).mapToLong(o -> known(o, Doubts.MOST_OF_AN_ORGANISATION)).sum();
        assertThat(all + known(1_000, 1)).isEqualTo(Doubts.MOST);
        assertThat(known(1_000, 1)).isEqualTo(1);
    }

    @Test
    void r8_afterAFewMinutesItIsForgotten() {
        remember(1, 1);
        clock.advance(Doubts.LIFETIME.plusSeconds(1));
        assertThat(doubts.find(origin(1), "/Users", body(1))).isEmpty();
    }
}
