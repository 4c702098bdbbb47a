package com.scrydon.scim.eventlog.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.schemas.Topic;
import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A registry that asks who we are. */
@Tag("R37")
class RegistryLoginTests {

    private static HttpServer server() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var context = server.createContext("/", exchange -> {
            var body = "{\"id\": 7}".getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        context.setAuthenticator(new BasicAuthenticator("registry", UTF_8) {
            @Override
            public boolean checkCredentials(String user, String password) {
                return user.equals("scim") && password.equals("s\u00e9cret");
            }
        });
        server.start();
        return server;
    }

    @Test
    void r37_aRegistryThatAsksIsToldUserAndPassword() throws IOException {
        var server = server();
        try {
            var base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            var known = new SchemaRegistry(base, RegistryLogin.of("scim", "s\u00e9cret"));
            var unknown = new SchemaRegistry(base, Optional.empty());

            assertThat(known.register("users", Topic.USERS.schema())).isEqualTo(7);
            assertThatThrownBy(() -> unknown.register("users", Topic.USERS.schema()))
                    .hasMessageContaining("registry answered 401");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void r37_halfALoginIsRefusedAndNoPasswordIsPrinted() {
        assertThatThrownBy(() -> RegistryLogin.of("scim", null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RegistryLogin.of("sc:im", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThat(RegistryLogin.of("scim", "hidden")).asString().contains("scim").doesNotContain("hidden");
    }
}
