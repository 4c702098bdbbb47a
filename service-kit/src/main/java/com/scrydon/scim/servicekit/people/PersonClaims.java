package com.scrydon.scim.servicekit.people;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/** A person as claims of a JWT: {@code sub}, {@code name}, {@code roles}, {@code org}. */
public final class PersonClaims implements OAuth2TokenValidator<Jwt> {

    static final String NAME = "name";
    static final String ROLES = "roles";
    static final String ORGANISATION = "org";
    private static final int LONGEST = 255;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}\\u2028-\\u202e\\u2066-\\u2069]");

    /** Reads the person; roles that this version does not know give nothing. */
    public static Person read(Jwt jwt) {
        var id = required(jwt, "sub");
        var organisation = UUID.fromString(required(jwt, ORGANISATION));
        var name = Optional.ofNullable(jwt.getClaimAsString(NAME)).map(claimed -> printable(NAME, claimed)).orElse(id);
        return new Person(id, name, roles(jwt), organisation);
    }

    private static Set<Role> roles(Jwt jwt) {
        var claimed = Optional.ofNullable(jwt.getClaimAsStringList(ROLES)).stream().flatMap(l -> l.stream());
        return claimed.map(Role::ofClaim).flatMap(Optional::stream).collect(Collectors.toSet());
    }

    static Stream<String> names(Set<Role> roles) {
        return roles.stream().map(Role::claim).sorted();
    }

    private static String required(Jwt jwt, String claim) {
        return Optional.ofNullable(jwt.getClaimAsString(claim)).map(value -> printable(claim, value))
                .orElseThrow(() -> new IllegalArgumentException("claim " + claim + " is missing"));
    }

    /** It is going to stand in rows, facts and logs. */
    private static String printable(String claim, String value) {
        if (value.isBlank() || value.length() > LONGEST || UNPRINTABLE.matcher(value).find()) {
            throw new IllegalArgumentException("claim " + claim + " is empty, too long or not printable");
        }
        return value;
    }

    /** Refuses, with 401, a token that names no person and no organisation. */
    @Override
    public OAuth2TokenValidatorResult validate(Jwt jwt) {
        try {
            read(jwt);
            return OAuth2TokenValidatorResult.success();
        } catch (IllegalArgumentException e) {
            return OAuth2TokenValidatorResult
                    .failure(new OAuth2Error("invalid_token", "the token names no person: " + e.getMessage(), null));
        }
    }
}
