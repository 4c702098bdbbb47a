package com.scrydon.scim.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Every command says what it is for. */
@Tag("R35")
class HelpTests {

    @Test
    void r35_everyCommandExplainsItselfWithoutSettings() {
        var commands = new ArrayList<List<String>>();
        collect(ScimCtl.commandLine(), List.of(), commands);
        assertThat(commands).hasSizeGreaterThan(10);
        for (var command : commands) {
            var said = new StringWriter();
            var asked = new ArrayList<>(command);
            asked.add("--help");
            int code = ScimCtl.commandLine().setOut(new PrintWriter(said)).execute(asked.toArray(String[]::new));
            assertThat(code).as(String.join(" ", command)).isZero();
            assertThat(said.toString()).startsWith("Usage: scimctl").contains("--help");
        }
    }

    private static void collect(CommandLine command, List<String> path, List<List<String>> commands) {
        commands.add(path);
        command.getSubcommands().forEach((name, sub) -> {
            var longer = new ArrayList<>(path);
            longer.add(name);
            collect(sub, longer, commands);
        });
    }
}
