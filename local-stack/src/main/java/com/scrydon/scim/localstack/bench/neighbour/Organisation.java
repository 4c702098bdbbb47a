package com.scrydon.scim.localstack.bench.neighbour;

import com.scrydon.scim.localstack.demo.Caller;
import com.scrydon.scim.localstack.demo.Caller.Answer;
import com.scrydon.scim.localstack.layout.StackFile;
import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.servicekit.people.Role;
import com.scrydon.scim.servicekit.people.TokenSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One of its own on the running stack, with an admin and a SCIM token.
 *
 * @param id of it
 * @param stack that it is on
 * @param adminToken JWT of its admin, with every role
 * @param scimToken with every scope of SCIM
 */
public record Organisation(UUID id, StackFile stack, String adminToken, String scimToken) {

    private static final List<String> SCOPES = List.of("users:read", "users:write", "groups:read", "groups:write");
    private static final Duration ADMIN_VALIDITY = Duration.ofHours(12);

    /** Without a rate limit: for whoever sends as fast as it can and must not be refused. */
    public static Organisation unlimited(StackFile stack, Path signingKey) {
        return make(stack, signingKey, Map.of("ratePerSecond", 0));
    }

    /** With the rate limit that every token has. */
    public static Organisation limited(StackFile stack, Path signingKey) {
        return make(stack, signingKey, Map.of());
    }

    private static Organisation make(StackFile stack, Path signingKey, Map<String, ?> rate) {
        var id = UUID.randomUUID();
        var admin = new Person("e2e-admin", "End To End", Set.of(Role.values()), id);
        try (var management = Caller.likeTheProduct(stack.managementUrl(), jwt(signingKey, admin))) {
            var _ = call(management, "PUT", "/organisations/" + id, Map.of("slug", "e2e-" + id, "name", "End to end"));
            var token = new HashMap<String, Object>(rate);
            token.putAll(Map.of("label", "end to end", "scopes", SCOPES));
            var minted = call(management, "POST", "/tokens", token);
            return new Organisation(id, stack, jwt(signingKey, admin), minted.body().path("token").asString(""));
        }
    }

    private static String jwt(Path signingKey, Person person) {
        try {
            return TokenSigner.fromPem(Files.readString(signingKey), Clock.systemUTC()).sign(person, ADMIN_VALIDITY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As its identity provider calls; closed by the caller. */
    public Caller scim() {
        return Caller.likeOkta(stack.scimBaseUrl(), scimToken);
    }

    /** As its admin calls; closed by the caller. */
    public Caller management() {
        return Caller.likeTheProduct(stack.managementUrl(), adminToken);
    }

    /** A call that must succeed, or nothing that follows means anything. */
    static Answer call(Caller caller, String method, String path, @Nullable Map<String, ?> body) {
        try {
            var unavailable = new Unavailable();
            var answer = caller.call(method, path, body);
            while (Unavailable.isTold(answer.status())) {
                unavailable.waitABit(method + " " + path);
                answer = caller.call(method, path, body);
            }
            if (answer.status() >= 300) {
                throw new IllegalStateException(
                        method + " " + path + " answered " + answer.status() + ": " + answer.body());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
