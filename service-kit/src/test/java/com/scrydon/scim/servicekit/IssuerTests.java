package com.scrydon.scim.servicekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.scrydon.scim.servicekit.people.PersonClaims;
import com.scrydon.scim.servicekit.people.Role;
import com.scrydon.scim.testkit.JwtKeys;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/** Tokens of an OpenID Connect issuer, whose keys are fetched over HTTP. */
@Tag("R37")
class IssuerTests {

    private static final JwtKeys KEYS = JwtKeys.make();
    private static final String US = "https://scim.example.com";

    private HttpServer server;
    private String issuer;
    private JwtDecoder decoder;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer = "http://127.0.0.1:" + server.getAddress().getPort();
        answer("/.well-known/openid-configuration", """
                {"issuer": "%1$s", "jwks_uri": "%1$s/keys", "subject_types_supported": ["public"]}"""
                .formatted(issuer));
        answer("/keys", new JWKSet(new RSAKey.Builder(KEYS.publicKey()).keyID("k1").build()).toString());
        server.start();
        decoder = ApiTokenDecoders.of(new ApiAccessProperties(null, issuer, US, null));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void r37_aTokenForUsNamesThePerson() throws Exception {
        for (var audience : List.of(List.of(US), List.of("https://else.example.com", US))) {
            var person = PersonClaims.read(decoder.decode(signed(claims().audience(audience).build())));
            assertThat(person.name()).isEqualTo("Zoë O‌N");
            assertThat(person.roles()).containsExactly(Role.AUDITOR);
        }
    }

    @Test
    void r37_aTokenThatIsNotForUsOrNotOfTheIssuerIsRefused() throws Exception {
        var later = Date.from(Instant.now().plusSeconds(60));
        for (var refused : List.of(claims().audience("https://else.example.com"), claims().audience((String) null),
                claims().issuer("https://else.example.com").audience(US),
                claims().audience(US).expirationTime(Date.from(Instant.now().minusSeconds(60))),
                claims().audience(US).expirationTime(null), claims().audience(US).notBeforeTime(later),
                claims().audience(US).claim("org", "acme"), claims().audience(US).claim("org", null),
                claims().audience(US).subject(null))) {
            refuses(signed(refused.build()));
        }
    }

    @Test
    void r37_whatWouldForgeALineOfTheLogOrBreakARowNamesNoPerson() throws Exception {
        for (var bad : List.of("a\u0000b", "a\nb", "a\u202eb", "", " ", "x".repeat(256))) {
            refuses(signed(claims().audience(US).subject(bad).build()));
            refuses(signed(claims().audience(US).claim("name", bad).build()));
        }
    }

    @Test
    void r37_onlyTheIssuersSignatureCounts() throws Exception {
        var claims = claims().audience(US).build();
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build();
        refuses(new PlainJWT(claims).serialize());
        refuses(signed(header, claims, new RSASSASigner(JwtKeys.make().privateKey())));
        var publicKeyAsSecret = KEYS.publicPem().getBytes(StandardCharsets.US_ASCII);
        refuses(signed(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(), claims,
                new MACSigner(publicKeyAsSecret)));
    }

    @Test
    void r37_anIssuerWithoutAnAudienceIsNoConfiguration() {
        assertThatThrownBy(() -> new ApiAccessProperties(null, issuer, null, null))
                .hasMessageContaining("scim.api.audience");
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder().issuer(issuer).subject("u-1").claim("name", "Zoë O‌N")
                .claim("roles", List.of("auditor", "unheard-of")).claim("org", UUID.randomUUID().toString())
                .expirationTime(Date.from(Instant.now().plusSeconds(60)));
    }

    private static String signed(JWTClaimsSet claims) throws Exception {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").type(JOSEObjectType.JWT).build();
        return signed(header, claims, new RSASSASigner(KEYS.privateKey()));
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) throws Exception {
        var token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    private void refuses(String token) {
        assertThatThrownBy(() -> decoder.decode(token)).isInstanceOf(JwtException.class);
    }

    private void answer(String path, String json) {
        var body = json.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }
}
