package com.scrydon.scim.localstack.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JavaCommandTests {

    private static final int OUT_OF_MEMORY = 3;

    /** Its threads would otherwise be gone one by one, and it would stay there, answering nothing. */
    @Test
    void aPartWithoutMemoryEnds() throws Exception {
        var command = JavaCommand.small(24);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MemoryEater.class.getName()));
        var process = new ProcessBuilder(command).inheritIO().start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(OUT_OF_MEMORY);
    }
}
