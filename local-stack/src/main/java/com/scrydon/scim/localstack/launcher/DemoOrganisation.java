package com.scrydon.scim.localstack.launcher;

import com.scrydon.scim.localstack.layout.StackLayout;
import com.scrydon.scim.localstack.services.Services;
import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.servicekit.people.Role;
import com.scrydon.scim.servicekit.people.TokenSigner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** The organisation that a local stack comes with: made through the management API, as any other is. */
final class DemoOrganisation {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration ADMIN_TOKEN_VALIDITY = Duration.ofDays(30);
    private static final List<String> SCOPES = List.of("users:read", "users:write", "groups:read", "groups:write",
            "audit:read");

    private final StackLayout layout;
    private final String adminToken;

    DemoOrganisation(StackLayout layout, Clock clock) throws IOException {
        this.layout = layout;
        var organisation = layout.secrets().organisation();
        var admin = new Person(Services.ADMIN, "Local Admin", Set.of(Role.values()), organisation);
        adminToken = TokenSigner.fromPem(Files.readString(layout.secrets().signingKey()), clock).sign(admin,
                ADMIN_TOKEN_VALIDITY);
    }

    /** A JWT for the three APIs with all roles. */
    String adminToken() {
        return adminToken;
    }

    /** Makes the organisation if need be and answers its SCIM token: the one minted before, unless it was revoked. */
    String provide() throws InterruptedException, IOException {
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var id = layout.secrets().organisation();
            var made = call(http, "PUT", "/organisations/" + id, Map.of("slug", "demo", "name", "Demo"));
            require(made, 200, "make the demo organisation");
            var stored = layout.secrets().scimToken();
            if (stored.isPresent() && works(http, stored.get())) {
                return stored.get();
            }
            // A rate of 0 is no limit.
            var minted = call(http, "POST", "/tokens",
                    Map.of("label", "local-stack", "scopes", SCOPES, "ratePerSecond", 0));
            require(minted, 201, "mint its SCIM token");
            var token = JSON.readTree(minted.body()).get("token").asString();
            layout.secrets().rememberScimToken(token);
            return token;
        }
    }

    private boolean works(HttpClient http, String token) throws IOException, InterruptedException {
        var probe = HttpRequest.newBuilder(URI.create(Services.scimBaseUrl(layout) + "/ServiceProviderConfig"))
                .timeout(TIMEOUT).header("Authorization", "Bearer " + token).build();
        return http.send(probe, BodyHandlers.discarding()).statusCode() == 200;
    }

    private HttpResponse<String> call(HttpClient http, String method, String path, Map<String, Object> body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(Services.managementUrl(layout) + path)).timeout(TIMEOUT)
                .header("Authorization", "Bearer " + adminToken).header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body))).build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static void require(HttpResponse<String> response, int status, String what) {
        if (response.statusCode() != status) {
            throw new IllegalStateException("scim-ingress did not " + what + ": it answered " + response.statusCode()
                    + " " + response.body());
        }
    }
}
