package com.scrydon.scim.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R28c")
class CarriersTests {

    private static final int SOON_SECONDS = 60;
    private static final int LONG_SECONDS = 3;

    private static Process start(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx32m", "-XX:+UseSerialGC",
                "-cp", System.getProperty("java.class.path"), ComputingMain.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).inheritIO().start();
    }

    @Test
    void r28c_asManyRequestsThatComputeAsThereAreCoresHoldUpNobody() throws Exception {
        var process = start();
        try {
            assertThat(process.waitFor(SOON_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void withTheCarriersOfTheJvmTheyDo() throws Exception {
        var process = start("as the JVM likes");
        try {
            assertThat(process.waitFor(LONG_SECONDS, TimeUnit.SECONDS)).isFalse();
        } finally {
            process.destroyForcibly();
        }
    }
}
