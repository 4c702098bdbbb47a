package com.scrydon.scim.ingress.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.registry.SchemaPins;
import com.scrydon.scim.facts.AccessFact;
import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.Tenant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sign-ins at the console are facts of the organisation, with the browser's address (R31). */
@Tag("R31")
class ConsoleSignInTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;
    private static final String PATH = "/console/sign-ins";

    private final Tenant tenant = INGRESS.tenant();

    @Test
    void r31_aSignInIsAFactWithThePersonAndTheBrowsersAddress() {
        assertThat(report("{\"outcome\":\"succeeded\",\"name\":\"admin\",\"address\":\"192.0.2.7\"}")).isEqualTo(204);

        assertThat(facts()).singleElement().satisfies(fact -> {
            assertThat(fact.getHeader().getType()).isEqualTo("scim.console.login.succeeded");
            assertThat(fact.getHeader().getRemoteAddress()).contains("192.0.2.7");
            assertThat(fact.getSubject()).isEqualTo("console:admin");
            assertThat(fact.getRejection()).isEmpty();
        });
    }

    @Test
    void r31_failuresAreOneFactWithTheirCount() {
        assertThat(report("{\"outcome\":\"failed\",\"address\":\"192.0.2.7\",\"count\":7}")).isEqualTo(204);
        assertThat(report("{\"outcome\":\"throttled\",\"name\":\"admin\",\"address\":\"2001:db8::/64\"}"))
                .isEqualTo(204);

        assertThat(facts()).extracting(fact -> fact.getHeader().getType()).containsExactly("scim.console.login.failed",
                "scim.console.login.throttled");
        assertThat(facts().getFirst().getRejection()).hasValueSatisfying(rejection -> {
            assertThat(rejection.getStatus()).isEqualTo(401);
            assertThat(rejection.getCount()).isEqualTo(7);
        });
        assertThat(facts().getFirst().getSubject()).isEqualTo("console:unknown name");
    }

    @Test
    void whatIsNoReportIsRefusedAndTellsNothing() {
        for (var body : List.of("{}", "{\"outcome\":\"maybe\"}", "{\"outcome\":\"failed\",\"count\":0}",
                "{\"outcome\":\"failed\",\"count\":1000001}",
                "{\"outcome\":\"failed\",\"name\":\"" + "x".repeat(101) + "\"}",
                "{\"outcome\":\"failed\",\"address\":\"\\u0000\"}")) {
            assertThat(report(body)).as(body).isEqualTo(400);
        }
        assertThat(facts()).isEmpty();
    }

    private int report(String body) {
        return INGRESS.managementOf(tenant.organisation(), "POST", PATH, body).status();
    }

    private List<AccessFact> facts() {
        var codec = new FactCodec(new SchemaPins(INGRESS.owner(), Optional.empty()));
        return INGRESS.owner().sql("""
                select payload from directory.outbox
                where organisation_id = :organisation and type like 'scim.console.login.%' order by id
                """).param("organisation", tenant.organisation()).query(byte[].class).list().stream()
                .map(payload -> codec.decode(payload, AccessFact.class)).toList();
    }
}
