package com.scrydon.scim.localstack.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.localstack.layout.DataDirectory;
import com.scrydon.scim.localstack.layout.Ports;
import com.scrydon.scim.localstack.layout.Secrets;
import com.scrydon.scim.localstack.layout.StackLayout;
import com.scrydon.scim.localstack.supervision.Children;
import com.scrydon.scim.localstack.supervision.PartState;
import com.scrydon.scim.localstack.supervision.Status;
import com.scrydon.scim.localstack.supervision.SupervisedPart;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class KafkaPartTests {

    @TempDir
    private Path temporary = Path.of("");

    private final LinkedBlockingQueue<Status> shown = new LinkedBlockingQueue<>();
    private final AtomicInteger topicsProvided = new AtomicInteger();

    @Test
    void aBrokerWhoseStorageVanishedIsFormattedAgainAndSaysSo() throws Exception {
        try (var data = DataDirectory.occupy(temporary.resolve("data"))) {
            var layout = new StackLayout(temporary, data, new Ports(freeBase()), Secrets.in(data));
            var children = new Children(data.path());
            var broker = new SupervisedPart(new KafkaPart(layout, children, topicsProvided::incrementAndGet), children,
                    layout.data().log("kafka"), shown::add, () -> {});
            broker.start();
            assertThat(topicsProvided).hasValue(0);
            shown.clear();

            delete(data.path().resolve("kafka"));
            ProcessHandle.of(broker.pid().orElseThrow()).orElseThrow().destroyForcibly();

            assertThat(next(PartState.PREPARING).note()).contains("its storage is gone");
            assertThat(next(PartState.READY).note()).isEqualTo(layout.kafkaBootstrap());
            assertThat(topicsProvided).hasValue(1);

            ProcessHandle.of(broker.pid().orElseThrow()).orElseThrow().destroyForcibly();
            assertThat(next(PartState.RESTARTING).part()).isEqualTo("kafka");
            assertThat(next(PartState.READY).part()).isEqualTo("kafka");
            assertThat(topicsProvided).hasValue(1);
            broker.stop();
            assertThat(children.strays()).isEmpty();
        }
    }

    private Status next(PartState state) throws InterruptedException {
        for (var status = shown.poll(120, TimeUnit.SECONDS); status != null; status = shown.poll(120,
                TimeUnit.SECONDS)) {
            if (status.state() == state && !status.note().isEmpty()) {
                return status;
            }
        }
        throw new AssertionError("never " + state);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static int freeBase() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return Math.min(socket.getLocalPort(), 60000) - 8;
        }
    }
}
