package com.scrydon.scim.worker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.servicekit.people.Role;
import com.scrydon.scim.testkit.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Twenty strangers with a body that never ends once held every thread of the worker. */
@Tag("slow")
@Tag("R1")
class DribbledBodiesTests {

    private static final RunningWorker WORKER = new RunningWorker();

    @AfterAll
    static void stop() {
        WORKER.close();
    }

    /** Spring itself would read a form that is PUT before anything of ours is asked, and files on any path. */
    @ParameterizedTest
    @CsvSource({"POST, /api/operations/v1/breaker/release, application/json",
        "PUT, /api/operations/v1/breaker/release, application/x-www-form-urlencoded",
        "POST, /elsewhere, multipart/form-data; boundary=x"})
    void r1_strangersWhoDribbleBodiesHoldNobodyUpAndAreCutOff(String method, String path, String type)
            throws Exception {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                var socket = new Socket(InetAddress.getLoopbackAddress(), WORKER.port());
                open.add(socket);
                socket.getOutputStream().write("""
                        %s %s HTTP/1.1\r
                        Host: x\r
                        Content-Type: %s\r
                        Content-Length: 60000\r
                        \r
                        {""".formatted(method, path, type).getBytes(US_ASCII));
            }
            assertThat(WORKER.get("/status", Role.OPERATOR).status()).isEqualTo(200);
            Eventually.within(Duration.ofMinutes(1), () -> {
                for (var socket : open) {
                    assertThatThrownBy(() -> socket.getOutputStream().write(' ')).isInstanceOf(IOException.class);
                }
            });
        } finally {
            for (var socket : open) {
                socket.close();
            }
        }
    }
}
