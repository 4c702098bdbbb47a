package com.scrydon.scim.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.apiaccess.Person;
import com.scrydon.scim.apiaccess.Role;
import com.scrydon.scim.apiaccess.TokenSigner;
import com.scrydon.scim.localstack.demo.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** An organisation of its own on the running stack, with an admin and a SCIM token. */
final class Tenant implements AutoCloseable {

    private static final List<String> SCOPES = List.of("users:read", "users:write", "groups:read", "groups:write");

    private final UUID organisation;
    private final String adminToken;
    private final String scimToken;
    private final PersistentCaller management;
    private final PersistentCaller scim;

    private Tenant(UUID organisation, String adminToken, String scimToken, PersistentCaller management,
            PersistentCaller scim) {
        this.organisation = organisation;
        this.adminToken = adminToken;
        this.scimToken = scimToken;
        this.management = management;
        this.scim = scim;
    }

    /** Without a rate limit: the histories send as fast as they can. */
    static Tenant on(TestStack stack) throws IOException {
        return made(stack, Map.of("label", "end to end", "scopes", SCOPES, "ratePerSecond", 0));
    }

    /** With the rate limit that every token has. */
    static Tenant limited(TestStack stack) throws IOException {
        return made(stack, Map.of("label", "end to end", "scopes", SCOPES));
    }

    private static Tenant made(TestStack stack, Map<String, ?> tokenBody) throws IOException {
        var organisation = UUID.randomUUID();
        var admin = new Person("e2e-admin", "End To End", Set.of(Role.values()), organisation);
        var jwt = TokenSigner.fromPem(Files.readString(stack.signingKey()), Clock.systemUTC()).sign(admin,
                Duration.ofHours(12));
        var file = stack.file();
        var management = new PersistentCaller(Caller.likeTheProduct(file.managementUrl(), jwt));
        var made = management.call("PUT", "/organisations/" + organisation,
                Map.of("slug", "e2e-" + organisation, "name", "End to end"));
        assertThat(made.status()).as("%s", made).isEqualTo(200);
        var minted = management.call("POST", "/tokens", tokenBody);
        assertThat(minted.status()).as("%s", minted).isEqualTo(201);
        var token = minted.answer().body().path("token").asString();
        return new Tenant(organisation, jwt, token, management,
                new PersistentCaller(Caller.likeOkta(file.scimBaseUrl(), token)));
    }

    UUID organisation() {
        return organisation;
    }

    /** By which its admin calls whichever process of the ingress. */
    String adminToken() {
        return adminToken;
    }

    String scimToken() {
        return scimToken;
    }

    PersistentCaller management() {
        return management;
    }

    PersistentCaller scim() {
        return scim;
    }

    @Override
    public void close() {
        management.close();
        scim.close();
    }
}
