package com.scrydon.scim.localstack.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** {@code userName eq} at 10,000 and at 200,000 users. */
final class Lookups {

    private static final int FEW = 10_000;
    private static final int MANY = 200_000;
    private static final int CALLS = 3_000;
    private static final double P99_BOUND_MILLIS = 10;
    /** The same median, within what two measurements of the same thing differ by. */
    private static final double SAME = 1.2;

    private final Bench bench;
    private final Crowd crowd;
    private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(42);

    Lookups(Bench bench, Crowd crowd) {
        this.bench = bench;
        this.crowd = crowd;
    }

    List<Figure> measure() throws Exception {
        crowd.growTo(FEW);
        var few = probes(FEW);
        crowd.growTo(MANY);
        var many = probes(MANY);
        var figures = new ArrayList<Figure>();
        figures.add(Figure.atMost("`userName eq`, median at 200,000 users against 10,000", "ms", many.median(),
                few.median(), SAME));
        figures.add(Figure.below("`userName eq`, p99 at 200,000 users", "ms", many.p99(), P99_BOUND_MILLIS));
        return figures;
    }

    private Latencies probes(int users) throws Exception {
        try (var okta = bench.okta()) {
            return Latencies.of(CALLS / 3, CALLS, () -> {
                var name = crowd.userName(random.nextInt(users) + 1).replace("@", "%40");
                var answer = Bench.call(okta, "GET",
                        "/Users?filter=userName%20eq%20%22" + name + "%22&startIndex=1&count=100", null);
                if (answer.body().path("totalResults").asInt() != 1) {
                    throw new IllegalStateException("not found: " + answer.body());
                }
            });
        }
    }
}
