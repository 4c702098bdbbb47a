package com.scrydon.scim.localstack.bench;

import com.scrydon.scim.localstack.demo.Caller;
import com.scrydon.scim.schemas.ScimUrns;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One member in a group of 10,000 against one in a group of 10. */
final class OneMember {

    private static final int SMALL = 10;
    private static final int LARGE = 10_000;
    private static final int CALLS = 1_000;
    private static final double SAME = 1.2;

    private final Bench bench;
    private final Crowd crowd;

    OneMember(Bench bench, Crowd crowd) {
        this.bench = bench;
        this.crowd = crowd;
    }

    List<Figure> measure() throws Exception {
        crowd.growTo(LARGE + 1);
        var last = crowd.last();
        var small = crowd.group("Bench small", SMALL);
        var large = crowd.group("Bench large", LARGE);
        try (var okta = bench.okta()) {
            // In turns, so that whatever else the machine does meets both.
            var ofSmall = new Latencies();
            var ofLarge = new Latencies();
            for (int i = 0; i < CALLS; i++) {
                boolean counts = i >= CALLS / 4;
                timed(okta, small, last, counts ? ofSmall : new Latencies());
                timed(okta, large, last, counts ? ofLarge : new Latencies());
            }
            bench.quiet();
            return List.of(Figure.atMost("One member in a group of 10,000 against one in a group of 10, median", "ms",
                    ofLarge.median(), ofSmall.median(), SAME));
        }
    }

    private static void timed(Caller okta, UUID group, UUID account, Latencies latencies) throws Exception {
        long began = System.nanoTime();
        change(okta, group, "add", account);
        change(okta, group, "remove", account);
        latencies.add((System.nanoTime() - began) / 2);
    }

    /** Adds or removes one member, as Okta's catalogue apps do. */
    static void change(Caller okta, UUID group, String op, UUID account) throws Exception {
        var _ = Bench.call(okta, "PATCH", "/Groups/" + group, Map.of("schemas",
                List.of(ScimUrns.PATCH_OP), "Operations",
                List.of(Map.of("op", op, "path", "members", "value", List.of(Map.of("value", account.toString()))))));
    }
}
