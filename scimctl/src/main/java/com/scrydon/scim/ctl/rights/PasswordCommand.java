package com.scrydon.scim.ctl.rights;

import com.scrydon.scim.ctl.servers.KafkaServers;
import com.scrydon.scim.eventlog.topics.KafkaAccess;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scimctl kafka-password}: who logs in by SCRAM-SHA-512 gets a password, or a new one. */
@Command(name = "kafka-password", description = "Set the password by which a user logs in to Kafka (SCRAM-SHA-512); makes the user if need be.", footer = {
    "", "Takes it from SCIM_KAFKA_NEW_PASSWORD; without that one is generated, and printed this once.",
    "Nobody is logged out by it. What the user may do says \"scimctl grant\"."})
public final class PasswordCommand implements Callable<Integer> {

    private static final String VARIABLE = "SCIM_KAFKA_NEW_PASSWORD";
    private static final int GENERATED_BYTES = 24;

    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private final KafkaServers kafka = new KafkaServers();

    @Parameters(paramLabel = "USER", description = "As in its principal, User:NAME: letters, digits, '.', '_' and '-'.")
    private String user = "";

    private final UnaryOperator<@Nullable String> environment;

    public PasswordCommand() {
        this(System::getenv);
    }

    PasswordCommand(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (!user.matches("[A-Za-z0-9._-]{1,100}")) {
            throw new IllegalArgumentException("not a user: " + user);
        }
        var given = environment.apply(VARIABLE);
        var password = given == null || given.isEmpty() ? generated() : given;
        try (var admin = Admin.create(kafka.client())) {
            new KafkaAccess(admin).setPasswords(Map.of(user, password));
        }
        var out = Objects.requireNonNull(command).commandLine().getOut();
        out.println(password.equals(given) ? "the password of " + user + " is set" : password);
        return 0;
    }

    private static String generated() {
        var random = new byte[GENERATED_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
