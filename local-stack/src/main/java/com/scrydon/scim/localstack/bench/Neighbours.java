package com.scrydon.scim.localstack.bench;

import com.scrydon.scim.localstack.bench.neighbour.Attack;
import com.scrydon.scim.localstack.bench.neighbour.Crowd;
import com.scrydon.scim.localstack.bench.neighbour.Organisation;
import com.scrydon.scim.localstack.bench.neighbour.Victim;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** How slow one organisation's daily work becomes beside another that sends the dearest requests of all endpoints (R28c). */
final class Neighbours {

    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration MEASURED = Duration.ofSeconds(60);
    private static final int MOST_MILLIS = 1_000;
    private static final int MOST_TIMES = 10;

    private final Bench bench;
    private final PrintStream out;

    Neighbours(Bench bench, PrintStream out) {
        this.bench = bench;
        this.out = out;
    }

    List<Figure> measure() {
        var key = bench.layout().secrets().signingKey();
        var attacker = Organisation.limited(bench.stack(), key);
        var crowd = Crowd.of(attacker);
        try (var victim = new Victim(Organisation.unlimited(bench.stack(), key))) {
            victim.work(WARM_UP);
            double cold = (double) victim.p99();
            victim.work(MEASURED);
            out.println("    quiet, median/p99 in ms: " + victim.kinds());
            double quiet = (double) victim.p99();
            try (var attack = new Attack(attacker, crowd)) {
                attack.begin();
                victim.work(MEASURED);
            }
            out.println("    beside the attack: " + victim.kinds());
            long requests = victim.requests();
            double attacked = (double) victim.p99();
            return List.of(
                    Figure.plain("neighbour: p99 in the first " + WARM_UP.toSeconds() + " s",
                            Figure.text(cold) + " ms"),
                    Figure.below("neighbour: p99 beside an attack, of " + requests + " requests", "ms", attacked,
                            MOST_MILLIS),
                    Figure.atMost("neighbour: p99 beside an attack and in quiet", "ms", attacked, quiet, MOST_TIMES),
                    Figure.below("neighbour: requests refused", "", victim.refusals().size(), 1));
        }
    }
}
