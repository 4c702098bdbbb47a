package com.scrydon.scim.ingress.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.CuttingProxy;
import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.testkit.http.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A POST that is repeated is a conflict (R8), but for one whose commit this process itself could not tell of. */
@Tag("slow")
@Tag("R8")
class RepeatedPostTests {

    private static final RunningIngress FIRST = RunningIngress.INSTANCE;
    private static final CuttingProxy PROXY = proxy();
    /** A prepared commit would not say what it is. */
    private static final RunningIngress BEHIND = FIRST
            .behind(FIRST.database().url().replaceFirst(":\\d+/", ":" + PROXY.port() + "/") + "?prepareThreshold=0");

    private final String mark = "twice-" + UUID.randomUUID().toString().substring(0, 12);
    private final String user = "{\"userName\":\"%1$s@example.com\",\"externalId\":\"%1$s\"}".formatted(mark);
    private final String group = "{\"displayName\":\"%s\"}".formatted(mark);

    private static CuttingProxy proxy() {
        try {
            return new CuttingProxy(URI.create(FIRST.database().url().substring("jdbc:".length())).getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void stop() {
        BEHIND.stop();
        PROXY.close();
    }

    private static void isTaken(Answer answer) {
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text("scimType")).isEqualTo("uniqueness");
    }

    private String stored() {
        return FIRST.owner().sql("select id::text from directory.account where external_id = :mark")
                .param("mark", mark).query(String.class).single();
    }

    private void isInDoubtThoughDone() {
        PROXY.cutAfterCommitOf(mark);
        assertThat(BEHIND.scim("POST", "/Users", user).status()).isEqualTo(503);
    }

    @Test
    void r8_aUserWhoseCommitWasInDoubtIsAnsweredToTheRepetitionAsDone() {
        isInDoubtThoughDone();
        for (int repetition = 0; repetition < 2; repetition++) {
            var answer = BEHIND.scim("POST", "/Users", user);
            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.text("id")).isEqualTo(stored());
            assertThat(answer.raw().headers().firstValue("Location").orElse("")).endsWith(stored());
        }
        assertThat(FIRST.facts(stored())).containsExactly("scim.user.provisioned");
    }

    @Test
    void r8_aCommitThatNeverCameIsMadeByTheRepetition() {
        PROXY.cutBeforeCommitOf(mark);
        assertThat(BEHIND.scim("POST", "/Users", user).status()).isEqualTo(503);
        assertThat(BEHIND.scim("POST", "/Users", user).status()).isEqualTo(201);
        assertThat(FIRST.facts(stored())).containsExactly("scim.user.provisioned");
    }

    @Test
    void r8_aGroupWhoseCommitWasInDoubtIsAnsweredToTheRepetitionAsDone() {
        PROXY.cutAfterCommitOf(mark);
        assertThat(BEHIND.scim("POST", "/Groups", group).status()).isEqualTo(503);
        var answer = BEHIND.scim("POST", "/Groups", group);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("displayName")).isEqualTo(mark);
        assertThat(FIRST.facts(answer.text("id"))).containsExactly("scim.group.created");
        isTaken(BEHIND.scim("POST", "/Groups", group.replace("}", ",\"externalId\":\"other\"}")));
    }

    @Test
    void r8_anotherBodyIsAConflict() {
        isInDoubtThoughDone();
        isTaken(BEHIND.scim("POST", "/Users", user.replace("}", ",\"title\":\"CEO\"}")));
    }

    @Test
    void r8_anotherTokenIsAnsweredAConflict() {
        isInDoubtThoughDone();
        var other = BEHIND.management("POST", "/tokens",
                "{\"label\":\"%s\",\"scopes\":[\"users:write\"]}".formatted(mark)).text("token");
        isTaken(BEHIND.send("POST", "/api/auth/scim/v2/Users", user, "Bearer " + other));
    }

    @Test
    void r8_whatWasChangedSinceIsAConflict() {
        isInDoubtThoughDone();
        assertThat(FIRST.scim("PATCH", "/Users/" + stored(),
                "{\"Operations\":[{\"op\":\"add\",\"value\":{\"title\":\"CEO\"}}]}").status()).isEqualTo(200);
        isTaken(BEHIND.scim("POST", "/Users", user));
    }

    @Test
    void r8_whatAnotherProcessOrNobodyDoubtedIsAConflict() {
        isInDoubtThoughDone();
        isTaken(FIRST.scim("POST", "/Users", user));
        assertThat(BEHIND.scim("POST", "/Groups", group).status()).isEqualTo(201);
        isTaken(BEHIND.scim("POST", "/Groups", group));
    }
}
