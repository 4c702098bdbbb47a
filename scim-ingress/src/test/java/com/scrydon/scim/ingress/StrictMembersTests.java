package com.scrydon.scim.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code scim.groups.unknown-members=reject}: ids that name nobody refuse the whole request (R20). */
@Tag("R20")
class StrictMembersTests {

    private static final RunningIngress INGRESS = RunningIngress
            .withSettings("--scim.groups.unknown-members=reject");

    private final String name = "Strict " + UUID.randomUUID();
    private final UUID nobody = UUID.randomUUID();

    @Test
    void anUnknownMemberRefusesTheCreationAndLeavesNothingBehind() {
        var refused = INGRESS.scim("POST", "/Groups",
                "{\"displayName\":\"%s\",\"members\":[{\"value\":\"%s\"}]}".formatted(name, nobody));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("scimType")).isEqualTo("invalidValue");
        assertThat(refused.text("detail")).contains(nobody.toString());
        assertThat(INGRESS.owner().sql("select count(*) from directory.team where name = :name").param("name", name)
                .query(Long.class).single()).isZero();
    }

    @Test
    void anUnknownMemberRefusesThePatchAndTheKnownOneIsNotAdded() {
        var group = INGRESS.scim("POST", "/Groups", "{\"displayName\":\"" + name + "\"}").text("id");
        var user = INGRESS.scim("POST", "/Users", "{\"userName\":\"" + nobody + "@example.com\"}").text("id");
        var refused = INGRESS.scim("PATCH", "/Groups/" + group, """
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"add",
                "path":"members","value":[{"value":"%s"},{"value":"%s"}]}]}""".formatted(user, nobody));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(INGRESS.scim("GET", "/Groups/" + group, "").body().path("members")).isEmpty();
    }

    @Test
    void removingAnUnknownMemberIsStillNoError() {
        var group = INGRESS.scim("POST", "/Groups", "{\"displayName\":\"" + name + "\"}").text("id");
        var removed = INGRESS.scim("PATCH", "/Groups/" + group, """
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"remove",
                "path":"members[value eq \\"%s\\"]"}]}""".formatted(nobody));
        assertThat(removed.status()).isEqualTo(204);
    }
}
