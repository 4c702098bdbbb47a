package com.scrydon.scim.ingress.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.TestCertificate;
import com.scrydon.scim.testkit.http.Answer;
import com.scrydon.scim.testkit.http.Caller;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS by a bundle of PEM files, with the settings that the operations page tells. */
@Tag("slow")
class TlsTests {

    private static final TestCertificate FIRST = TestCertificate.make();
    private static final String HANDSHAKE = "16";
    private static final String ALERT = "15";
    private static final String FATAL_PROTOCOL_VERSION = "0246";

    @TempDir
    private static Path folder;
    private static RunningIngress ingress;

    @BeforeAll
    static void start() {
        FIRST.install(folder);
        ingress = RunningIngress.INSTANCE.anotherInstance(settings(folder));
    }

    @AfterAll
    static void stop() {
        ingress.stop();
    }

    private static String[] settings(Path of) {
        var quick = "--spring.ssl.bundle.watch.file.quiet-period=200ms";
        return Stream.concat(Stream.of(quick), TestCertificate.settings(of).entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue()))
                .toArray(String[]::new);
    }

    @Test
    void theSettingsAreThoseOfTheOperationsPage() throws IOException {
        var page = Files.readString(Path.of("../docs/operations.md"));
        assertThat(page).contains(TestCertificate.settings(folder).keySet());
    }

    @Test
    void httpsAnswersAndWantsToBeUsedFromThenOn() {
        var answer = get(FIRST);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Strict-Transport-Security").orElse("")).contains("max-age=31536000");
    }

    @Test
    void plainHttpOnThePortIsRefusedBeforeAnythingIsRead() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), ingress.port())) {
            socket.getOutputStream().write(("GET /api/auth/scim/v2/Users HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                    + ingress.token() + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400")
                    .doesNotContain("Resources");
        }
    }

    @Test
    void onlyTls12And13AreSpoken() throws Exception {
        assertThat(handshake("TLSv1.3")).isEqualTo("TLSv1.3");
        assertThat(handshake("TLSv1.2")).isEqualTo("TLSv1.2");
        // The JDK speaks no older version, not even as a client: so the first message is written by hand, and is a good one for 1.2.
        assertThat(answerToHello(0x03)).startsWith(HANDSHAKE);
        for (int old : List.of(0x02, 0x01, 0x00)) {
            assertThat(answerToHello(old)).as("3.%d", old).startsWith(ALERT).endsWith(FATAL_PROTOCOL_VERSION);
        }
    }

    @Test
    void aRenewedCertificateIsShownWithoutARestart() {
        var renewed = TestCertificate.make();
        assertThatThrownBy(() -> get(renewed)).hasCauseInstanceOf(SSLException.class);
        renewed.install(folder);
        Eventually.within(Duration.ofSeconds(60), () -> assertThat(get(renewed).status()).isEqualTo(200));
        FIRST.install(folder);
        Eventually.within(Duration.ofSeconds(60), () -> assertThat(get(FIRST).status()).isEqualTo(200));
    }

    @Test
    void aKeyThatIsNotTheCertificatesEndsTheStart(@TempDir Path other) throws Exception {
        TestCertificate.make().install(other);
        Files.copy(folder.resolve("tls.crt"), other.resolve("tls.crt"),
                StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> RunningIngress.INSTANCE.anotherInstance(settings(other)))
                .hasStackTraceContaining("web");
    }

    private static Answer get(TestCertificate trusted) {
        try (var caller = new Caller("https://127.0.0.1:" + ingress.port(),
                HttpClient.newBuilder().sslContext(trusted.trusting()))) {
            return caller.get("/api/auth/scim/v2/Users", Map.of("Authorization", "Bearer " + ingress.token()));
        }
    }

    /** The version that was agreed on. */
    private static String handshake(String version) throws IOException {
        try (var socket = (SSLSocket) FIRST.trusting().getSocketFactory().createSocket("127.0.0.1", ingress.port())) {
            socket.setEnabledProtocols(new String[]{version});
            socket.startHandshake();
            return socket.getSession().getProtocol();
        }
    }

    /** The first record, in hex, that answers a ClientHello of version 3.x (RFC 5246 §7.4.1.2). */
    private static String answerToHello(int minor) throws IOException {
        var suitesAndExtensions = "0006c02fc013002f" + "0100" + "001a" + "000a00060004001d0017" + "000b00020100"
                + "000d000600040401"
                + "0804";
        var hello = "03%02x".formatted(minor) + "5a".repeat(32) + "00" + suitesAndExtensions;
        int length = hello.length() / 2;
        var record = "160301%04x01%06x%s".formatted(length + 4, length, hello);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), ingress.port())) {
            socket.getOutputStream().write(HexFormat.of().parseHex(record));
            return HexFormat.of().formatHex(socket.getInputStream().readNBytes(7));
        }
    }
}
