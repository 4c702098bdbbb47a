package com.scrydon.scim.localstack.layout;

import java.util.Locale;
import java.util.Map;

/**
 * How somebody logs in to a broker, in the words of Kafka's clients.
 *
 * @param protocol {@code security.protocol}
 * @param mechanism {@code sasl.mechanism}: SCRAM-SHA-512 or PLAIN
 */
public record KafkaLogin(String protocol, String mechanism, String user, String password) {

    /** On this machine alone, so without TLS. */
    public static final String PROTOCOL = "SASL_PLAINTEXT";
    public static final String SCRAM = "SCRAM-SHA-512";
    public static final String PLAIN = "PLAIN";

    private static final String MODULES = "org.apache.kafka.common.security.";

    /** The module of a mechanism, as JAAS configurations begin. */
    public static String module(String mechanism) {
        return MODULES + (mechanism.equals(PLAIN) ? "plain.PlainLoginModule" : "scram.ScramLoginModule") + " required";
    }

    /** Settings of a client. */
    public Map<String, String> settings() {
        return Map.of("security.protocol", protocol, "sasl.mechanism", mechanism, "sasl.jaas.config",
                "%s username=\"%s\" password=\"%s\";".formatted(module(mechanism), user, password));
    }

    /** Secrets stay out of logs. */
    @Override
    public String toString() {
        return "KafkaLogin[" + user + " by " + mechanism.toLowerCase(Locale.ROOT) + "]";
    }
}
