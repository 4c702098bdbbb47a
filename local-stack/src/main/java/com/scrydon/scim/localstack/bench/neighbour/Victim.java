package com.scrydon.scim.localstack.bench.neighbour;

import com.scrydon.scim.localstack.demo.Caller;
import com.scrydon.scim.schemas.FactType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** An organisation that does its daily work: creates, reads, searches its audit log, and above all takes access away. */
public final class Victim implements AutoCloseable {

    private static final int DIGITS = 3;

    private final Caller scim;
    private final Caller audit;
    private final String group;
    private final Histogram latencies = new Histogram(DIGITS);
    private final Map<String, Histogram> kinds = new TreeMap<>();
    private final List<String> refusals = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();

    /** Of an organisation without anybody. */
    public Victim(Organisation organisation) {
        scim = organisation.scim();
        audit = Caller.likeTheProduct(organisation.stack().auditUrl(), organisation.adminToken());
        group = Organisation.call(scim, "POST", "/Groups", Map.of("displayName", "Everybody")).id();
    }

    /** Rounds for so long, one after the other. */
    public void work(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < until) {
            round();
        }
    }

    /** Each request once; the user that it makes has no access at its end. */
    private void round() {
        var name = UUID.randomUUID() + "@example.com";
        var user = call(scim, "POST", "/Users", Map.of("userName", name)).id();
        call(scim, "GET", "/Users/" + user, null);
        call(scim, "GET", "/Users?filter=userName%20eq%20%22" + name + "%22", null);
        call(scim, "PATCH", "/Groups/" + group, operation("add", "members", List.of(Map.of("value", user))));
        call(audit, "GET", "/records?count=20&filter=type%20sw%20%22" + FactType.USER_PROVISIONED.family() + "%22",
                null);
        call(scim, "PATCH", "/Groups/" + group, operation("remove", "members[value eq \"" + user + "\"]", null));
        call(scim, "PATCH", "/Users/" + user, operation("replace", "active", false));
        call(scim, "DELETE", "/Users/" + user, null);
        removed.add(user);
    }

    private static Map<String, Object> operation(String op, String path, @Nullable Object value) {
        return Map.of("Operations",
                List.of(value == null
                        ? Map.of("op", op, "path", path)
                        : Map.of("op", op, "path", path, "value", value)));
    }

    private Caller.Answer call(Caller caller, String method, String path, @Nullable Map<String, ?> body) {
        try {
            var answer = caller.call(method, path, body);
            latencies.recordValue(answer.millis());
            kinds.computeIfAbsent(kind(method, path), _ -> new Histogram(DIGITS)).recordValue(answer.millis());
            if (answer.status() >= 300) {
                refusals.add(answer.toString());
            }
            return answer;
        } catch (java.io.IOException e) {
            refusals.add(method + " " + path + ": " + e);
            return new Caller.Answer(method, path, 0, 0,
                    tools.jackson.databind.node.JsonNodeFactory.instance.objectNode());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Requests that got anything but what they asked for. */
    public List<String> refusals() {
        return List.copyOf(refusals);
    }

    /** Who was deactivated, deleted and taken out of the Group. */
    public List<String> removed() {
        return List.copyOf(removed);
    }

    /** Since {@link #p99} was asked last. */
    public long requests() {
        return latencies.getTotalCount();
    }

    /** The p99 of all requests since it was asked last, in ms; at least 1. */
    public long p99() {
        long p99 = Math.max(1, latencies.getValueAtPercentile(99));
        latencies.reset();
        kinds.clear();
        return p99;
    }

    /** Median and p99 in ms of each kind of request, since {@link #p99} was asked last. */
    public String kinds() {
        return kinds.entrySet().stream().map(kind -> "%s %d/%d".formatted(kind.getKey(),
                kind.getValue().getValueAtPercentile(50), kind.getValue().getValueAtPercentile(99)))
                .collect(Collectors.joining(", "));
    }

    /** The path without ids, which are long. */
    private static String kind(String method, String path) {
        return method + " " + path.replaceAll("\\?.*", "?").replaceAll("/[0-9a-f-]{36}", "/{id}");
    }

    @Override
    public void close() {
        scim.close();
        audit.close();
    }
}
