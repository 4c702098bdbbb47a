package com.scrydon.scim.servicekit.callers;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.servicekit.people.Role;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How many calls a person and an organisation may make. */
@Tag("R4")
class CallerRatesTests {

    private static final UUID ORGANISATION = UUID.randomUUID();

    private final CallerRates rates = new CallerRates(new CallerRateProperties(1, 10, Set.of("local-admin")));

    private static Person person(String id, UUID organisation) {
        return new Person(id, id, Set.of(Role.AUDITOR), organisation);
    }

    private long refused(Person person, int calls) {
        return IntStream.range(0, calls).filter(_ -> rates.call(person).isPresent()).count();
    }

    @Test
    void r4_whoCallsTooOftenWaitsAndNobodyElse() {
        assertThat(refused(person("ada", ORGANISATION), 10)).isZero();
        assertThat(rates.call(person("ada", ORGANISATION))).hasValue(1);
        assertThat(refused(person("bob", ORGANISATION), 10)).isZero();
        assertThat(refused(person("ada", UUID.randomUUID()), 10)).isZero();
    }

    @Test
    void r4_manyPersonsOfOneOrganisationAreBoundedTogether() {
        var refused = IntStream.range(0, 20).mapToLong(i -> refused(person("p" + i, ORGANISATION), 10)).sum();
        // 40 of the 200, and what fills up meanwhile.
        assertThat(refused).isBetween(100L, 160L);
        assertThat(rates.call(person("ada", UUID.randomUUID()))).isEmpty();
    }

    @Test
    void whoIsNamedHasNoLimitAndWithoutARateNobodyHas() {
        assertThat(refused(person("local-admin", ORGANISATION), 1_000)).isZero();
        var none = new CallerRates(new CallerRateProperties(0, 1, Set.of()));
        assertThat(IntStream.range(0, 1_000).allMatch(_ -> none.call(person("ada", ORGANISATION)).isEmpty())).isTrue();
    }
}
