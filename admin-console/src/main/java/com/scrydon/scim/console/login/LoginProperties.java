package com.scrydon.scim.console.login;

import java.util.UUID;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * The local admin, keys {@code scim.console.*}.
 *
 * @param organisation the organisation that the console manages
 * @param user name of the local admin
 * @param passwordHash bcrypt hash of the admin's password
 * @param signingKeyLocation RSA private key (PEM, PKCS#8) that signs the tokens for the APIs
 * @param secureCookies whether browsers send the cookies over TLS only; false only where the console is reached by plain HTTP on its own machine
 */
@ConfigurationProperties("scim.console")
record LoginProperties(UUID organisation, String user, String passwordHash, Resource signingKeyLocation,
        @DefaultValue("true") boolean secureCookies) {

    LoginProperties {
        require(organisation, "organisation");
        require(user, "user");
        require(passwordHash, "password-hash");
        require(signingKeyLocation, "signing-key-location");
        if (!passwordHash.startsWith("$2")) {
            throw new IllegalArgumentException("scim.console.password-hash must be a bcrypt hash ($2a$…)");
        }
    }

    @SuppressWarnings("ConstantValue") // binding gives null for a key that is not set
    private static void require(Object value, String key) {
        if (value == null || value.toString().isBlank()) {
            throw new IllegalArgumentException("scim.console." + key + " must be set");
        }
    }
}
