package com.scrydon.scim.ingress.harness;

import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.servicekit.people.Role;
import com.scrydon.scim.servicekit.people.TokenSigner;
import com.scrydon.scim.testkit.JwtKeys;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/** Signs the JWTs of persons in tests, with a key of its own. */
public final class TestSigner {

    private final TokenSigner signer;
    private final Path pem;

    public TestSigner() {
        var keys = JwtKeys.make();
        pem = keys.publicFile();
        signer = new TokenSigner(keys.privateKey(), Clock.systemUTC());
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
