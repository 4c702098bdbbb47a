package com.scrydon.scim.ingress.harness;

import com.scrydon.scim.testkit.http.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;

/** One organisation of a running ingress, seen by its identity provider. */
public record Tenant(RunningIngress ingress, UUID organisation, String token) {

    public Answer scim(String method, String path, String body) {
        return ingress.send(method, "/api/auth/scim/v2" + path, body, "Bearer " + token);
    }

    public String create(String path, String body) {
        var created = scim("POST", path, body);
        if (created.status() != 201) {
            throw new AssertionError(created.raw().body());
        }
        return created.text("id");
    }

    /** The answer to a filter, ids only. */
    public Answer filtered(String path, String filter) {
        return scim("GET", path + "?count=200&attributes=id&filter="
                + URLEncoder.encode(filter, StandardCharsets.UTF_8), "");
    }

    public static Stream<String> ids(Answer list) {
        return list.body().path("Resources").valueStream().map(resource -> resource.path("id").asString(""));
    }
}
