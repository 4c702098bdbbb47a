package com.scrydon.scim.ingress.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.Tenant;
import com.scrydon.scim.ingress.scim.listing.ForgedCursor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Forged cursors over HTTP: none is the service's fault, and none shows more than its token may see (R3, R24). */
@Tag("slow")
@Tag("R24")
class ForgedCursorProtocolTests {

    private static final int REQUESTS = 1_500;
    private static final long SEED = Long.getLong("scim.fuzz.seed", 20261127);
    private static final List<String> ORDERS = List.of("", "id", "active", "meta.created", "meta.lastModified",
            "userName",
            "displayName", "emails.value", "name.familyName");
    private static final List<String> KEYS = List.of("abc", "", "\u0000", "\ud800", "true", "t", "9".repeat(40),
            "infinity",
            "2026-01-01 00:00:00+00", "2026-01-01 00:00:00+18", "2026-01-01 00:00:00-16:00",
            "+300000-01-01 00:00:00+00",
            "2026-02-30 00:00:00+00", "00000000-0000-0000-0000-000000000000", "0-0-0-0-0", "'; select 1 --",
            "é".repeat(700));
    /** Of tables, and of the union of them at the base path. */
    private static final Map<String, String> ALIASES = Map.of("/Users", "a", "/Groups", "g", "/", "r");

    private final RunningIngress ingress = RunningIngress.INSTANCE;
    private final Tenant tenant = ingress.tenant();
    private final Random random = new Random(SEED);

    @Test
    void r24_noForgedCursorIsTheServicesFault() {
        System.out.println("seed of the forged cursors: " + SEED);
        tenant.create("/Users", "{\"userName\":\"forged@example.com\"}");
        var statuses = new TreeMap<Integer, Integer>();
        for (int i = 0; i < REQUESTS; i++) {
            var path = List.of("/Users", "/Groups", "/").get(random.nextInt(3));
            var request = request(path);
            var answer = tenant.scim("GET", request, "");
            assertThat(answer.status()).as("seed %d, request %d: %s %s", SEED, i, request, answer.body()).isIn(200,
                    400);
            statuses.merge(answer.status(), 1, Integer::sum);
        }
        System.out.println("forged cursors by status: " + statuses);
        assertThat(statuses).as("cursors that say what honest ones might, and others").containsKeys(200, 400);
    }

    private String request(String path) {
        var order = ORDERS.get(random.nextInt(ORDERS.size()));
        var direction = random.nextBoolean() ? "ascending" : "descending";
        var bound = ForgedCursor.boundTo(ALIASES.getOrDefault(path, ""), order.isEmpty()
                ? Map.of("cursor", "")
                : Map.of("sortby", order, "sortorder", direction, "cursor", ""));
        var key = random.nextInt(4) == 0
                ? Optional.<String>empty()
                : Optional.of(KEYS.get(random.nextInt(KEYS.size())));
        var now = Instant.now().getEpochSecond();
        var cursor = ForgedCursor.of(mostly(now, Long.MAX_VALUE, Long.MIN_VALUE, now + 3_600, 0, random.nextLong()),
                mostly(now * 1_000_000 - 1, Long.MAX_VALUE, Long.MIN_VALUE, -1, 1, random.nextLong()), key, bound);
        return path + "?cursor=" + cursor + (order.isEmpty() ? "" : "&sortBy=" + order + "&sortOrder=" + direction);
    }

    private long mostly(long usual, long... others) {
        return random.nextInt(4) > 0 ? usual : others[random.nextInt(others.length)];
    }
}
