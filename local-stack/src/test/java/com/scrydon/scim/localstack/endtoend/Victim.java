package com.scrydon.scim.localstack.endtoend;

import com.scrydon.scim.localstack.demo.Caller;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An organisation that does its daily work: creates, reads, searches its audit log, and above all takes access away. */
final class Victim implements AutoCloseable {

    private final Caller scim;
    private final Caller audit;
    private final String group;
    private final List<Long> latencies = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();

    Victim(TestStack stack, Tenant tenant) {
        var file = stack.file();
        scim = Caller.likeOkta(file.scimBaseUrl(), tenant.scimToken());
        audit = Caller.likeTheProduct(file.auditUrl(), tenant.adminToken());
        group = tenant.scim().call("POST", "/Groups", Map.of("displayName", "Everybody")).id();
    }

    /** Each request once; the user that it makes has no access at its end. */
    void round() {
        var name = UUID.randomUUID() + "@example.com";
        var user = call(scim, "POST", "/Users", Map.of("userName", name)).id();
        call(scim, "GET", "/Users/" + user, null);
        call(scim, "GET", "/Users?filter=userName%20eq%20%22" + name + "%22", null);
        call(scim, "PATCH", "/Groups/" + group, operation("add", "members", List.of(Map.of("value", user))));
        call(audit, "GET", "/records?count=20&filter=type%20sw%20%22scim.user%22", null);
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
            latencies.add(answer.millis());
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
    List<String> refusals() {
        return List.copyOf(refusals);
    }

    /** Who was deactivated, deleted and taken out of the Group. */
    List<String> removed() {
        return List.copyOf(removed);
    }

    String group() {
        return group;
    }

    int requests() {
        return latencies.size();
    }

    /** The p99 of all requests since it was asked last, in ms; at least 1. */
    long p99() {
        var sorted = new ArrayList<>(latencies);
        Collections.sort(sorted);
        latencies.clear();
        return Math.max(1, sorted.get(Math.min(sorted.size() - 1, sorted.size() * 99 / 100)));
    }

    @Override
    public void close() {
        scim.close();
        audit.close();
    }
}
