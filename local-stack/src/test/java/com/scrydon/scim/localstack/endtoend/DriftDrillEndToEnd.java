package com.scrydon.scim.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.localstack.layout.Repository;
import com.scrydon.scim.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drill of {@code docs/operations.md}, "Memberships that are wrong: drift": with the commands that the page shows, read from it. */
@Tag("R35")
class DriftDrillEndToEnd {

    private static final TestStack STACK = TestStack.INSTANCE;
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final int MEMBERS = 210;
    private static final int LOST = 200;
    private static final String COMMAND = "./scim ctl ";
    private static final String REPAIR = "repair them: scimctl ";
    private static final int UNHEALTHY = 4;

    @TempDir
    private Path directory;

    @Test
    void r35_twoHundredRowsThatSomebodyDeletedAreFoundAndHealed() throws Exception {
        var page = commandsOfThePage();
        try (var tenant = Tenant.on(STACK)) {
            everybodyIsInATeam(tenant);
            STACK.owner().sql("""
                    delete from membership.team_member where ctid in (
                        select ctid from membership.team_member where organisation_id = :organisation limit :lost)
                    """).param("organisation", tenant.organisation()).param("lost", LOST).update();

            var found = printed(tenant, page.getFirst(), UNHEALTHY);
            assertThat(found).contains("200 differ: 200 memberships missing, 0 too many")
                    .contains("@example.com ought to be in Everybody");

            var next = found.lines().filter(line -> line.startsWith(REPAIR)).findFirst().orElseThrow();
            assertThat(page.get(1)).startsWith("drift repair ");
            printed(tenant, next.substring(REPAIR.length()), 0);
            Eventually.within(SOON, () -> assertThat(inEffect(tenant)).isEqualTo(MEMBERS));

            assertThat(printed(tenant, page.get(2), 0)).contains(" 0 differ");
        }
    }

    private static List<String> commandsOfThePage() throws IOException {
        var text = Files.readString(Repository.root().resolve("docs/operations.md"));
        var section = text.substring(text.indexOf("## Memberships that are wrong: drift"));
        var commands = section.lines().takeWhile(line -> !line.startsWith("## Parked")).filter(
                line -> line.startsWith(COMMAND + "drift")).map(
                        line -> line.substring(COMMAND.length()).replaceFirst(" *#.*", ""))
                .toList();
        assertThat(commands).hasSize(3);
        return commands;
    }

    private static void everybodyIsInATeam(Tenant tenant) {
        var ids = IntStream.range(0, MEMBERS).mapToObj(i -> tenant.scim()
                .call("POST", "/Users", Map.of("userName", "d-" + i + "@example.com")).id()).toList();
        var group = tenant.scim().call("POST", "/Groups", Map.of("displayName", "Everybody", "members",
                ids.stream().map(id -> Map.of("value", id)).toList()));
        assertThat(group.status()).isEqualTo(201);
        Eventually.within(SOON, () -> assertThat(inEffect(tenant)).isEqualTo(MEMBERS));
    }

    private static long inEffect(Tenant tenant) {
        return STACK.database().sql("select count(*) from membership.team_member where organisation_id = :organisation")
                .param("organisation", tenant.organisation()).query(Long.class).single();
    }

    private String printed(Tenant tenant, String command, int code) throws IOException, InterruptedException {
        var output = Files.createTempFile(directory, "scimctl", ".txt");
        int ended = STACK.scimctl(output, tenant.adminToken(), List.of(command.split(" ")));
        var text = Files.readString(output);
        System.out.println("$ scimctl " + command + System.lineSeparator() + text);
        assertThat(ended).as(text).isEqualTo(code);
        return text;
    }
}
