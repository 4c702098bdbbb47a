package com.scrydon.scim.console.login;

import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.servicekit.people.Role;
import com.scrydon.scim.servicekit.people.TokenSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Speaks to the APIs for the person of the present request: a token that lives a minute, signed anew for each call. */
@Component
public class SignedInPerson {

    private static final String CONSOLE = "admin-console";
    private static final Duration VALIDITY = Duration.ofMinutes(1);

    private final LoginProperties properties;
    private final TokenSigner signer;

    SignedInPerson(LoginProperties properties, Clock clock) {
        this.properties = properties;
        try {
            var pem = properties.signingKeyLocation().getContentAsString(StandardCharsets.US_ASCII);
            this.signer = TokenSigner.fromPem(pem, clock);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "scim.console.signing-key-location cannot be read: " + properties.signingKeyLocation(), e);
        }
    }

    /** A token for one call. */
    public String token() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !authentication.isAuthenticated()) {
            throw new IllegalStateException("nobody is logged in");
        }
        return tokenOf(authentication.getName());
    }

    /** A token for a call of somebody who has just signed in. */
    public String tokenOf(String name) {
        return sign("local:" + name, name, Set.of(Role.values()));
    }

    /** A token for what the console itself has to tell. */
    public String tokenOfConsole() {
        return sign(CONSOLE, CONSOLE, Set.of(Role.OPERATOR));
    }

    /** Whether somebody of that name may sign in. */
    public boolean isKnown(String name) {
        return name.equals(properties.user());
    }

    private String sign(String id, String name, Set<Role> roles) {
        return signer.sign(new Person(id, name, roles, properties.organisation()), VALIDITY);
    }
}
