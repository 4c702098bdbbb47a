package com.scrydon.scim.localstack.kafka;

import com.scrydon.scim.eventlog.topics.KafkaRights;
import com.scrydon.scim.localstack.layout.KafkaLogin;
import com.scrydon.scim.localstack.layout.Secrets;
import com.scrydon.scim.localstack.layout.StackLayout;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Who logs in at the stack's broker. Its own node and the deploy step may do everything and stand in its configuration, so
 * that they can log in where the broker knows nobody yet; all others have a password that the deploy step sets, and the
 * rights of {@link KafkaRights} (docs/decisions/024-kafka-asks-who-one-is.md).
 */
public final class KafkaLogins {

    static final String NODE = "broker";
    static final String DEPLOY = "deploy";

    private KafkaLogins() {}

    /** Of the deploy step, and of operators. */
    public static KafkaLogin deploy(Secrets secrets) {
        return new KafkaLogin(KafkaLogin.PROTOCOL, KafkaLogin.PLAIN, DEPLOY, password(secrets, DEPLOY));
    }

    /** Of a service, or of the read-only subscriber. */
    public static KafkaLogin of(KafkaRights client, Secrets secrets) {
        return new KafkaLogin(KafkaLogin.PROTOCOL, KafkaLogin.SCRAM, client.client(),
                password(secrets, client.client()));
    }

    /** What the deploy step sets. */
    public static Map<KafkaRights, String> passwords(Secrets secrets) {
        return Arrays.stream(KafkaRights.values())
                .collect(Collectors.toMap(client -> client, client -> password(secrets, client.client())));
    }

    /** Settings of an operator's client. */
    public static Map<String, Object> operator(StackLayout layout) {
        var settings = new HashMap<String, Object>(deploy(layout.secrets()).settings());
        settings.put("bootstrap.servers", layout.kafkaBootstrap());
        return settings;
    }

    static String password(Secrets secrets, String user) {
        return secrets.password("kafka." + user);
    }
}
