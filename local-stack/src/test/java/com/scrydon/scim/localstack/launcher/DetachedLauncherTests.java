package com.scrydon.scim.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.localstack.layout.DataDirectory;
import com.scrydon.scim.localstack.layout.Refusal;
import com.scrydon.scim.localstack.layout.StackFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a launcher that was killed left behind says nothing about the next. */
@Timeout(120)
class DetachedLauncherTests {

    @TempDir
    private Path temporary = Path.of("");

    private void leaveBehind(long launcher) {
        try (var data = DataDirectory.occupy(temporary)) {
            new StackFile("scim", "org", "token", "management", "operations", "audit", "admin", "console", "user",
                    "password", "kafka", "SASL_PLAINTEXT", "SCRAM-SHA-512", "subscriber", "shh", "registry", "jdbc",
                    "db", "secret", Map.of(StackFile.LAUNCHER, launcher))
                    .write(data.path());
        }
    }

    private static long deadPid() throws IOException, InterruptedException {
        var process = new ProcessBuilder("true").start();
        process.waitFor();
        return process.pid();
    }

    @Test
    void aStartThatFailsBesideAStaleFileIsAFailureWithItsReason() throws Exception {
        leaveBehind(deadPid());
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int base = Math.min(taken.getLocalPort(), 65_000);

            int exit = new DetachedLauncher(temporary).start(List.of("up", "--data-dir", temporary.toString(),
                    "--port-base", Integer.toString(base)));

            assertThat(exit).isEqualTo(1);
            assertThat(temporary.resolve("logs/launcher.log")).content().contains("scim: ",
                    Integer.toString(taken.getLocalPort()));
            assertThat(temporary.resolve("stack.json")).doesNotExist();
        }
    }

    @Test
    void onlyTheLauncherThatWroteTheFileIsReady() throws Exception {
        long stale = deadPid();
        leaveBehind(stale);

        assertThat(StackFile.isWrittenBy(ProcessHandle.current().pid(), temporary)).isFalse();
        assertThat(StackFile.isWrittenBy(stale, temporary)).isTrue();
        assertThatThrownBy(() -> StackFile.read(temporary)).isInstanceOf(Refusal.class)
                .hasMessageContaining("no stack is ready");

        leaveBehind(ProcessHandle.current().pid());
        assertThat(StackFile.read(temporary).scimBaseUrl()).isEqualTo("scim");
    }
}
