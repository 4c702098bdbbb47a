package com.scrydon.scim.testkit.http;

import com.scrydon.scim.testkit.JwtKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signs the JWTs of persons, with a key of its own that services are told to trust (R37). Written from RFC 7519 by hand: so the verification
 * of the services is not judged by the signer that the product itself uses.
 *
 * @param <R> roles, as the services name them
 */
public final class Signer<R> {

    private static final String HEADER = "{\"alg\":\"RS256\",\"typ\":\"JWT\"}";
    private static final Duration VALIDITY = Duration.ofHours(1);

    private final JwtKeys keys = JwtKeys.make();
    private final String location = "file:" + keys.publicFile();
    private final Function<R, String> word;

    /** @param word what a role is called in the claim {@code roles} */
    public Signer(Function<R, String> word) {
        this.word = word;
    }

    /** The value of {@code scim.api.public-key-location} of a service that shall believe this signer. */
    public String publicKeyLocation() {
        return location;
    }

    /** The JWT of some person. */
    @SafeVarargs
    @SuppressWarnings("varargs") // they are read only
    public final String token(UUID organisation, R... roles) {
        return token("p1", organisation, List.of(roles));
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // they are read only
    public final String token(String person, UUID organisation, R... roles) {
        return token(person, organisation, List.of(roles));
    }

    /** The JWT of a person named Ada, good for an hour from now. */
    public String token(String person, UUID organisation, Collection<R> roles) {
        var now = Instant.now();
        return signed(Map.of("iss", "scrydon-local", "sub", person, "iat", now.getEpochSecond(),
                "exp", now.plus(VALIDITY).getEpochSecond(), "name", "Ada",
                "roles", roles.stream().map(word).sorted().toList(), "org", organisation.toString()));
    }

    private String signed(Map<String, Object> claims) {
        var text = base64(HEADER.getBytes(StandardCharsets.UTF_8)) + "."
                + base64(JsonMapper.shared().writeValueAsBytes(claims));
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.privateKey());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
