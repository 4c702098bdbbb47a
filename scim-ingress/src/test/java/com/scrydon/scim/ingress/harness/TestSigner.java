package com.scrydon.scim.ingress.harness;

import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.servicekit.people.Role;
import com.scrydon.scim.servicekit.people.TokenSigner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;

/** Signs the JWTs of persons in tests, with a key of its own. */
public final class TestSigner {

    private final TokenSigner signer;
    private final Path pem;

    public TestSigner() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var keys = generator.generateKeyPair();
            pem = Files.createTempFile("ingress-test", ".pem");
            Files.writeString(pem, "-----BEGIN PUBLIC KEY-----\n"
                    + Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded())
                    + "\n-----END PUBLIC KEY-----\n");
            signer = new TokenSigner((RSAPrivateKey) keys.getPrivate(), Clock.systemUTC());
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("no key could be made", e);
        }
    }

    public URI publicKey() {
        return pem.toUri();
    }

    public String token(UUID organisation, Role... roles) {
        return token("p1", organisation, roles);
    }

    public String token(String person, UUID organisation, Role... roles) {
        return signer.sign(new Person(person, "Ada", Set.of(roles), organisation), Duration.ofHours(1));
    }
}
