package com.scrydon.scim.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.testkit.Eventually;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/** Another instance of the ingress, which knows of the first only through Postgres. */
final class SecondIngress implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String LOG = "second-ingress.log";
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

    private final SecondProcess process;
    private final String authority;

    SecondIngress(TestStack stack) throws IOException {
        var log = stack.target().resolve(LOG);
        int before = Files.exists(log) ? read(log).length() : 0;
        process = new SecondProcess(stack, "scim-ingress", LOG);
        var port = new AtomicReference<>("");
        Eventually.within(PATIENCE, () -> {
            var said = read(log).substring(before);
            port.set(PORT.matcher(said).results().findFirst()
                    .orElseThrow(() -> new IllegalStateException("it has no port yet: " + said)).group(1));
            assertThat(TestStack.answers("http://127.0.0.1:" + port.get() + "/actuator/health/readiness")).isTrue();
        });
        authority = "127.0.0.1:" + port.get();
    }

    private static String read(Path log) throws IOException {
        return Files.readString(log, StandardCharsets.ISO_8859_1);
    }

    /** Where this process answers what the first answers there. */
    String insteadOf(String urlOfTheFirst) {
        return urlOfTheFirst.replace(URI.create(urlOfTheFirst).getAuthority(), authority);
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.close();
    }
}
