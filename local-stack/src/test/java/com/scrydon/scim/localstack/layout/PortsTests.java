package com.scrydon.scim.localstack.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTests {

    @Test
    void portsAreCountedFromTheBase() {
        var ports = new Ports(8080);

        assertThat(ports.ingress()).isEqualTo(8080);
        assertThat(ports.kafka()).isEqualTo(8084);
        assertThat(ports.postgres()).isEqualTo(8088);
    }

    @Test
    void aTakenPortIsNamedWithTheOptionThatChangesIt() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int taken = socket.getLocalPort();

            assertThatThrownBy(() -> new Ports(taken).requireFree()).isInstanceOf(Refusal.class)
                    .hasMessageContaining("port " + taken + " (scim-ingress)").hasMessageContaining("--port-base");
        }
    }

    @Test
    void aBaseWithoutRoomIsRefused() {
        assertThatThrownBy(() -> new Ports(65530)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> new Ports(80)).isInstanceOf(Refusal.class);
    }
}
