package com.scrydon.scim.ingress.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.FilterOracle;
import com.scrydon.scim.ingress.harness.RandomFilters;
import com.scrydon.scim.ingress.harness.RandomFilters.Attribute;
import com.scrydon.scim.ingress.harness.RandomFilters.Kind;
import com.scrydon.scim.ingress.harness.RandomUsers;
import com.scrydon.scim.ingress.scim.attributes.ResourceShapes;
import com.scrydon.scim.ingress.scim.filters.ElementMatch;
import com.scrydon.scim.ingress.scim.filters.Filters;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Conditions of PATCH paths, evaluated in memory, compared with UnboundID's evaluation. The differences on purpose are
 * those of {@link FilterDifferentialTests}.
 */
class ElementMatchDifferentialTests {

    private static final long SEED = Long.getLong("scim.test.seed", 20_261_124L);
    private static final int CASES = 10_000;

    @Test
    void r23_conditionsChooseTheElementsThatAnotherImplementationChooses() {
        System.out.println("ElementMatchDifferentialTests seed " + SEED);
        var random = new Random(SEED);
        var users = new RandomUsers(random);
        var elements = Stream.iterate(0, i -> i + 1).limit(200)
                .flatMap(i -> users.next(i).path("phoneNumbers").valueStream()).toList();
        var parts = Stream.of("value", "type", "display").map(name -> Attribute.single(name, Kind.TEXT,
                elements.stream().map(e -> e.path(name)).filter(JsonNode::isString).map(JsonNode::stringValue)
                        .toList()));
        var generator = new RandomFilters(random, "", List.of());
        var described = Stream.concat(parts, Stream.of(Attribute.single("primary", Kind.FLAG, List.of()))).toList();
        var match = new ElementMatch(ResourceShapes.USER.base().attribute("phoneNumbers").orElseThrow());
        var oracle = new FilterOracle(ResourceShapes.USER);
        int held = 0;
        for (int i = 0; i < CASES; i++) {
            var condition = generator.condition(described);
            var element = elements.get(random.nextInt(elements.size()));
            boolean expected = oracle.holds(condition.rfc(), FilterOracle.resource(spelledOut(element)));
            var ours = Filters.parse(condition.ours()).fold(filter -> filter, problem -> {
                throw new AssertionError(condition.ours() + ": " + problem.detail());
            });
            assertThat(match.refusal(ours)).as(condition.ours()).isEmpty();
            assertThat(match.holds(ours, element)).as("seed %d: %s on %s", SEED, condition.ours(), element)
                    .isEqualTo(expected);
            held += expected ? 1 : 0;
        }
        assertThat(held).isBetween(CASES / 5, CASES * 4 / 5);
    }

    private static JsonNode spelledOut(JsonNode element) {
        return element.has("primary") ? element : ((ObjectNode) element.deepCopy()).put("primary", false);
    }
}
