package com.scrydon.scim.ingress.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.servicekit.people.Role;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.http.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The life of a token, on two instances that know nothing of each other but the database (R2). */
class TokenLifeTests {

    private static final RunningIngress ONE = RunningIngress.INSTANCE;
    private static final RunningIngress OTHER = ONE.anotherInstance();
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final UUID organisation = ONE.tenant().organisation();

    private Answer management(String method, String path, String body) {
        return ONE.managementOf(organisation, method, path, body);
    }

    private Answer mint(String more) {
        var minted = management("POST", "/tokens", "{\"label\":\"okta-prod\",\"scopes\":[\"users:read\"]" + more + "}");
        assertThat(minted.status()).as(minted.raw().body()).isEqualTo(201);
        return minted;
    }

    private static int status(RunningIngress ingress, String token) {
        return ingress.send("GET", "/api/auth/scim/v2/Users?count=0", "", "Bearer " + token).status();
    }

    private static void assertEnds(String token) {
        Eventually.within(AT_ONCE, () -> {
            assertThat(status(ONE, token)).isEqualTo(401);
            assertThat(status(OTHER, token)).isEqualTo(401);
        });
    }

    @Test
    void r2_aRevocationHoldsOnEveryInstanceWithinASecond() {
        for (int round = 0; round < 5; round++) {
            var minted = mint("");
            var token = minted.text("token");
            assertThat(status(OTHER, token)).isEqualTo(200);
            assertThat(status(ONE, token)).isEqualTo(200);
            assertThat(management("DELETE", "/tokens/" + minted.text("id"), "").status()).isEqualTo(204);
            assertEnds(token);
        }
    }

    @Test
    void r2_anOverlapProlongsNoValueThatHasExpiredOrWill() {
        var later = ",\"expiresAt\":\"" + Instant.now().plus(Duration.ofDays(30)) + "\"}";
        for (var expiry : List.of(Duration.ofHours(-1), Duration.ofMinutes(5))) {
            var minted = mint("");
            var expiresAt = Instant.now().plus(expiry).truncatedTo(ChronoUnit.MICROS);
            expire(minted.text("id"), expiresAt);
            var rotated = management("POST", "/tokens/" + minted.text("id") + "/rotate",
                    "{\"overlapSeconds\":604800" + later);
            assertThat(rotated.status()).as(rotated.raw().body()).isEqualTo(200);
            assertThat(Instant.parse(rotated.text("previousValidUntil"))).isEqualTo(expiresAt);
            assertThat(status(OTHER, minted.text("token"))).isEqualTo(expiry.isNegative() ? 401 : 200);
            assertThat(status(OTHER, rotated.text("token"))).isEqualTo(200);
        }
    }

    @Test
    void r2_anOverlapEndsWithTheTokenThatIsGivenAnEarlierEnd() {
        var minted = mint("");
        var end = Instant.now().plus(Duration.ofMinutes(10)).truncatedTo(ChronoUnit.MICROS);
        var rotated = management("POST", "/tokens/" + minted.text("id") + "/rotate",
                "{\"overlapSeconds\":604800,\"expiresAt\":\"" + end + "\"}");
        assertThat(Instant.parse(rotated.text("previousValidUntil"))).isEqualTo(end);
    }

    @Test
    void r2_anOrganisationHasAtMostTenUsableTokensHoweverTheyCameToBe() {
        var later = "{\"expiresAt\":\"" + Instant.now().plus(Duration.ofDays(30)) + "\"}";
        var expired = mint("").text("id");
        expire(expired, Instant.now().minusSeconds(60));
        // With the one of the organisation itself they are ten.
        for (int i = 0; i < 9; i++) {
            mint("");
        }
        assertThat(management("POST", "/tokens/" + expired + "/rotate", later).status()).isEqualTo(409);
        assertThat(management("POST", "/tokens", "{\"label\":\"x\",\"scopes\":[\"users:read\"]}").status())
                .isEqualTo(409);
    }

    @Test
    void r2_aTokenEndsWithinTenYearsOrNever() {
        var token = mint("").text("id");
        for (var end : List.of("+300000-01-01T00:00:00Z", "+999999999-01-01T00:00:00Z", "2099-01-01T00:00:00Z")) {
            var body = "{\"label\":\"x\",\"scopes\":[\"users:read\"],\"expiresAt\":\"" + end + "\"}";
            assertThat(management("POST", "/tokens", body).status()).as(end).isEqualTo(400);
            assertThat(management("POST", "/tokens/" + token + "/rotate", body).status()).as(end).isEqualTo(400);
        }
    }

    @Test
    void r2_aCallThatTakesNoJsonChangesNothing() {
        var minted = mint("");
        var before = management("GET", "/tokens", "").raw().body();
        for (var accept : List.of("text/html", "application/json;q=0", "application/problem+json", "rubbish")) {
            assertThat(accepting(accept, "/tokens").status()).as(accept).isEqualTo(406);
            assertThat(accepting(accept, "/tokens/" + minted.text("id") + "/rotate").status()).as(accept)
                    .isEqualTo(406);
        }
        assertThat(management("GET", "/tokens", "").raw().body()).isEqualTo(before);
        assertThat(status(ONE, minted.text("token"))).isEqualTo(200);
    }

    /** Nor is what was changed a 406 afterwards: the only one who sees a value is who is answered with it. */
    @Test
    void r2_aCallThatTakesJsonIsShownWhatItMadeHoweverItSaysSo() {
        for (var accept : List.of("application/json;charset=iso-8859-1", "application/*+json", "application/json;v=1",
                "text/html, */*;q=0.1", "application/json" + ",a/b".repeat(60))) {
            var made = accepting(accept, "/tokens");
            assertThat(made.status()).as(accept).isEqualTo(201);
            var rotated = accepting(accept, "/tokens/" + made.text("id") + "/rotate");
            assertThat(rotated.status()).as(accept).isEqualTo(200);
            assertThat(status(OTHER, rotated.text("token"))).as(accept).isEqualTo(200);
        }
    }

    private Answer accepting(String accept, String path) {
        var bearer = "Bearer " + ONE.signer().token(organisation, Role.values());
        return ONE.send("POST", "/api/management/v1" + path, "{\"label\":\"x\",\"scopes\":[\"users:read\"]}",
                Map.of("Authorization", bearer, "Accept", accept, "Content-Type", "application/json"));
    }

    private static void expire(String id, Instant at) {
        ONE.owner().sql("update directory.token set expires_at = :at where id = :id")
                .param("at", at.atOffset(ZoneOffset.UTC)).param("id", UUID.fromString(id)).update();
    }

    @Test
    void r2_aRotatedTokenHasANewValueAndTheOldOneEndsAtOnce() {
        var minted = mint("");
        var rotated = management("POST", "/tokens/" + minted.text("id") + "/rotate", "");
        assertThat(rotated.status()).as(rotated.raw().body()).isEqualTo(200);
        assertThat(rotated.text("id")).isEqualTo(minted.text("id"));
        assertThat(rotated.text("token")).matches("scrydon_scim_[A-Za-z0-9_-]{49}").isNotEqualTo(minted.text("token"));
        assertThat(status(OTHER, rotated.text("token"))).isEqualTo(200);
        assertEnds(minted.text("token"));
        assertThat(ONE.facts(minted.text("id"))).containsExactly("scim.token.created", "scim.token.rotated");
    }

    @Test
    void r2_withAnOverlapBothValuesAreGoodUntilTheNextRotationOrTheRevocation() {
        var minted = mint("");
        var path = "/tokens/" + minted.text("id");
        var second = management("POST", path + "/rotate", "{\"overlapSeconds\":3600}").text("token");
        assertThat(status(ONE, minted.text("token"))).isEqualTo(200);
        assertThat(status(OTHER, second)).isEqualTo(200);
        assertThat(management("GET", "/tokens", "").raw().body()).contains("previousValidUntil")
                .doesNotContain(second).doesNotContain("sha256");
        var third = management("POST", path + "/rotate", "{\"overlapSeconds\":3600}").text("token");
        assertEnds(minted.text("token"));
        assertThat(status(ONE, second)).isEqualTo(200);
        management("DELETE", path, "");
        assertEnds(second);
        assertEnds(third);
        assertThat(management("POST", path + "/rotate", "").status()).isEqualTo(409);
    }

    @Test
    void r2_rotationIsForAdminsOfTheOrganisationOnly() {
        var path = "/api/management/v1/tokens/" + mint("").text("id") + "/rotate";
        var auditor = "Bearer " + ONE.signer().token(organisation, Role.AUDITOR);
        assertThat(ONE.send("POST", path, "", auditor).status()).isEqualTo(403);
        var stranger = "Bearer " + ONE.signer().token(UUID.randomUUID(), Role.ORG_ADMIN);
        assertThat(ONE.send("POST", path, "", stranger).status()).isEqualTo(404);
        assertThat(ONE.managementOf(organisation, "POST", path.substring("/api/management/v1".length()),
                "{\"overlapSeconds\":-1}").status()).isEqualTo(400);
    }

    @Test
    void r4_onlyOperatorsMakeTokensWithoutALimit() {
        var body = "{\"label\":\"x\",\"scopes\":[\"users:read\"],\"ratePerSecond\":%d}";
        var admin = "Bearer " + ONE.signer().token(organisation, Role.ORG_ADMIN);
        assertThat(ONE.send("POST", "/api/management/v1/tokens", body.formatted(0), admin).status()).isEqualTo(403);
        assertThat(ONE.send("POST", "/api/management/v1/tokens", body.formatted(5), admin).status()).isEqualTo(201);
    }

    @Test
    void r2_anExpiredTokenEndsAndCanBeRotatedOnlyWithALaterEnd() {
        var minted = mint(",\"expiresAt\":\"" + Instant.now().plusSeconds(1) + "\"");
        Eventually.within(Duration.ofSeconds(5),
                () -> assertThat(status(OTHER, minted.text("token"))).isEqualTo(401));
        var path = "/tokens/" + minted.text("id") + "/rotate";
        assertThat(management("POST", path, "").status()).isEqualTo(409);
        var later = management("POST", path, "{\"expiresAt\":\"" + Instant.now().plusSeconds(60) + "\"}");
        assertThat(status(ONE, later.text("token"))).isEqualTo(200);
    }

    @Test
    void r2_introspectionTellsWhatATokenIsGoodFor() {
        var minted = mint("");
        var told = management("POST", "/tokens/introspect", "{\"token\":\"" + minted.text("token") + "\"}");
        assertThat(told.body().path("active").asBoolean()).isTrue();
        assertThat(told.text("organisationId")).isEqualTo(organisation.toString());
        assertThat(told.body().path("scopes").path(0).asString()).isEqualTo("users:read");
        var itself = ONE.send("POST", "/api/management/v1/tokens/introspect", "", "Bearer " + minted.text("token"));
        assertThat(itself.body()).isEqualTo(told.body());
        var foreign = ONE.management("POST", "/tokens/introspect", "{\"token\":\"" + minted.text("token") + "\"}");
        assertThat(foreign.raw().body()).isEqualTo("{\"active\":false}");
        management("DELETE", "/tokens/" + minted.text("id"), "");
        Eventually.within(AT_ONCE, () -> assertThat(ONE.send("POST", "/api/management/v1/tokens/introspect", "",
                "Bearer " + minted.text("token")).raw().body()).isEqualTo("{\"active\":false}"));
        assertThat(ONE.send("POST", "/api/management/v1/tokens/introspect", "{}", "Bearer none").status())
                .isEqualTo(401);
    }

    @Test
    void r2_tokensThatExpireSoonAreCounted() {
        mint(",\"expiresAt\":\"" + Instant.now().plus(Duration.ofDays(13)) + "\"");
        mint(",\"expiresAt\":\"" + Instant.now().plus(Duration.ofDays(40)) + "\"");
        var third = ONE.anotherInstance("--scim.tokens.warn-before-expiry=30d");
        try {
            Eventually.within(Duration.ofSeconds(10), () -> assertThat(third
                    .send("GET", "/actuator/metrics/scim.tokens.expiring", "", "Bearer none").body()
                    .path("measurements").path(0).path("value").asDouble()).isGreaterThanOrEqualTo(1));
        } finally {
            third.stop();
        }
    }
}
