package com.scrydon.scim.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.localstack.demo.Bodies;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.TopicReader;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Scans all that the stack let out for secrets: run last (failsafe runs classes in the order of their names), so that it sees
 * what all other end-to-end tests made it say. Before it looks, it sends secrets to wherever a careless service would repeat
 * them; and it puts canaries out, which it must find, for a scan that finds nothing may have looked at nothing.
 */
class SecretScanEndToEnd {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final TestStack stack = TestStack.INSTANCE;
    /** Has the form of a token and is none. */
    private final String canary = "scrydon_scim_canary" + UUID.randomUUID().toString().replace("-", "") + "00000000000";

    @Test
    void r2_r11_r31_nothingThatTheStackLetsOutHoldsASecret() throws Exception {
        provoke();
        plantCanaries();
        var scan = SecretScan.of(stack);
        var outputs = Output.of(stack);
        report(scan, outputs);
        var found = new ArrayList<String>();
        for (var output : outputs) {
            scan.find(output.text(), Set.of(canary)).forEach(
                    secret -> found.add(output.kind() + " " + output.name() + ": " + secret));
        }
        assertThat(found).isEmpty();
        theCanariesAreFound(scan, outputs);
    }

    /** Good and bad tokens in paths, queries, bodies and headers; passwords; calls that fail. */
    private void provoke() throws Exception {
        var token = stack.file().token();
        var jwt = stack.file().adminToken();
        try (var tenant = Tenant.on(stack);
                var okta = stack.okta();
                var management = stack.management();
                var audit = stack.audit()) {
            for (var secret : List.of(token, jwt)) {
                var _ = okta.call("GET", "/Users/" + secret, null);
                var _ = okta.call("GET", "/" + secret + "?filter=" + secret, null);
                var _ = okta.call("GET", "/Users?filter=userName%20eq%20" + secret, null);
                var _ = management.call("GET", "/teams/" + secret, null);
                var _ = management.call("DELETE", "/tokens/" + secret, null);
                var _ = audit.call("GET", "/records?filter=" + secret, null);
                var _ = audit.call("GET", "/records?cursor=" + secret, null);
                for (var url : List.of(stack.file().managementUrl() + "/accounts?search=", stack.file().auditUrl()
                        + "/records?filter=", stack.file().operationsUrl() + "/parked?cursor=",
                        stack.file().scimBaseUrl() + "/Users?filter=")) {
                    assertThat(undecodable(url + secret)).startsWith("HTTP/1.1 400");
                }
            }
            var name = "secret." + UUID.randomUUID() + "@example.com";
            assertThat(okta.call("POST", "/Users", Bodies.user(name, "S", "S", name)).status()).isEqualTo(201);
            assertThat(okta.call("POST", "/Users", Bodies.user(name, "S", "S", name)).status()).isEqualTo(409);
            var minted = tenant.management().call("POST", "/tokens",
                    Map.of("label", "to rotate", "scopes", List.of("users:read")));
            var id = minted.answer().body().path("id").asString("");
            assertThat(tenant.management().call("POST", "/tokens/" + id + "/rotate", null).status()).isEqualTo(200);
        }
    }

    /** Tomcat says the value of a parameter that it cannot decode; no HTTP client sends one. */
    private String undecodable(String url) throws IOException {
        var uri = URI.create(url);
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream().write("""
                    GET %s?%s%%zz HTTP/1.1\r
                    Host: x\r
                    Authorization: Bearer %s\r
                    Connection: close\r
                    \r
                    """.formatted(uri.getPath(), uri.getQuery(), uri.getPath().contains("/scim/")
                    ? stack.file().token()
                    : stack.file().adminToken()).getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void plantCanaries() throws Exception {
        Files.writeString(stack.data().resolve("logs/canary.log"), "Authorization: Bearer " + canary + "\n");
        try (var okta = stack.okta()) {
            var body = new HashMap<>(Bodies.user("canary." + UUID.randomUUID() + "@example.com", "C", "C",
                    UUID.randomUUID().toString()));
            body.put("displayName", canary);
            assertThat(okta.call("POST", "/Users", body).status()).isEqualTo(201);
        }
        Eventually.within(SOON, () -> assertThat(
                TopicReader.readAll(stack.file().subscriber(), "scim.users.v1").stream().anyMatch(
                        record -> new String(record.value(), StandardCharsets.ISO_8859_1).contains(canary)))
                .isTrue());
    }

    /** Of each kind of output: what is planted, or what must be there if it was looked at. */
    private void theCanariesAreFound(SecretScan scan, List<Output> outputs) throws IOException {
        var holding = outputs.stream().filter(output -> !scan.find(output.text(), Set.of()).isEmpty())
                .map(output -> output.kind() + " " + output.name()).toList();
        assertThat(holding).contains("file canary.log", "topic scim.users.v1",
                "table directory.account");
        assertThat(outputs).filteredOn(output -> output.kind().equals("metrics"))
                .anyMatch(output -> output.text().contains("scim.tokens.expiring"))
                .allMatch(output -> output.text().contains("status"));
        assertThat(outputs).filteredOn(output -> output.kind().equals("command line")).hasSizeGreaterThanOrEqualTo(7)
                .allMatch(output -> !output.text().isBlank());
        for (var part : List.of("scim-ingress", "provisioning-worker", "audit-sink", "admin-console")) {
            assertThat(outputs).filteredOn(output -> output.name().startsWith(part))
                    .anyMatch(output -> output.text().contains("Started "));
        }
        Files.deleteIfExists(stack.data().resolve("logs/canary.log"));
    }

    private static void report(SecretScan scan, List<Output> outputs) {
        var kinds = outputs.stream().collect(Collectors.groupingBy(Output::kind, TreeMap::new,
                Collectors.summingLong(output -> output.text().length())));
        System.out.printf("scanned %d outputs for 4 forms and %d values of secrets; characters by kind: %s%n",
                outputs.size(), scan.size(), kinds);
    }
}
