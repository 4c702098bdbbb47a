package com.scrydon.scim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;

/**
 * A broker that asks who one is: users log in by SASL, those it was started for each with its name as password, and may
 * do what they were granted. Has the declared topics at local scale.
 */
public final class AuthorizingBroker implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required";
    private static final String SCRAM_LOGIN = "org.apache.kafka.common.security.scram.ScramLoginModule required";

    private final BrokerProcess process;
    private final int port;

    private AuthorizingBroker(BrokerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it for these users. */
    public static AuthorizingBroker start(String... users) {
        try {
            int port = BrokerProcess.freePort();
            var passwords = Stream.of(users).map(user -> " user_" + user + "=\"" + user + "\"")
                    .collect(Collectors.joining());
            var process = BrokerProcess.start(",SASL_PLAINTEXT://127.0.0.1:" + port, """
                    authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
                    super.users=User:ANONYMOUS
                    sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-512
                    listener.name.sasl_plaintext.plain.sasl.jaas.config=%s%s;
                    listener.name.sasl_plaintext.scram-sha-512.sasl.jaas.config=%s;
                    """.formatted(LOGIN, passwords, SCRAM_LOGIN));
            TestKafka.createTopics(process.bootstrapServers());
            return new AuthorizingBroker(process, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where nobody logs in and everything is allowed, so that tests can prepare and look. */
    public String openServers() {
        return process.bootstrapServers();
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Client settings by which the user logs in. */
    public Map<String, String> login(String user) {
        return Map.of("security.protocol", "SASL_PLAINTEXT", "sasl.mechanism", "PLAIN", "sasl.jaas.config",
                LOGIN + " username=\"" + user + "\" password=\"" + user + "\";");
    }

    /** Client settings by which a user logs in that got a password while the broker ran. */
    public Map<String, String> scramLogin(String user, String password) {
        return Map.of("security.protocol", "SASL_PLAINTEXT", "sasl.mechanism", "SCRAM-SHA-512", "sasl.jaas.config",
                SCRAM_LOGIN + " username=\"" + user + "\" password=\"" + password + "\";");
    }

    /** {@link #login} as arguments of a service. */
    public String[] arguments(String user) {
        return Stream.concat(Stream.of("--scim.kafka.bootstrap-servers=" + bootstrapServers()),
                login(user).entrySet().stream().map(e -> "--scim.kafka.properties." + e.getKey() + "=" + e.getValue()))
                .toArray(String[]::new);
    }

    /** Returns when they are in force: the controller has taken them before the broker's authorizer knows of them. */
    public void grant(Collection<AclBinding> bindings) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", openServers()))) {
            admin.createAcls(bindings).all().get();
            Eventually.within(DEADLINE, () -> assertThat(admin.describeAcls(AclBindingFilter.ANY).values().get())
                    .containsAll(bindings));
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("rights for tests cannot be granted", e);
        }
    }

    @Override
    public void close() {
        process.kill();
    }
}
