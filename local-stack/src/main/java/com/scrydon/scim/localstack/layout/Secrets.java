package com.scrydon.scim.localstack.layout;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What is generated once for a data directory and reused at each start: passwords, the key pair that signs JWTs, the
 * key that signs facts, the demo organisation's id and its SCIM token. Kept in files of mode 0600.
 */
public final class Secrets {

    private static final int PASSWORD_BYTES = 18;
    private static final int FACT_KEY_BYTES = 32;
    private static final String FACT_KEYS_ARE = "# Keys of facts, id and base64; the first signs (docs/operations.md).\n";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;
    private final Properties values = new Properties();

    private Secrets(Path folder) {
        this.folder = folder;
    }

    /** Reads what is there; the rest is generated when it is first asked for. */
    public static Secrets in(DataDirectory directory) {
        var secrets = new Secrets(directory.privateFolder("secrets"));
        secrets.load();
        secrets.provideKeys();
        return secrets;
    }

    /** The password of a database role, of the console's user, or ({@code kafka.NAME}) of a user of Kafka. */
    public String password(String of) {
        return provide("password." + of, Secrets::newPassword);
    }

    public UUID organisation() {
        return UUID.fromString(provide("organisation", () -> UUID.randomUUID().toString()));
    }

    /** A value that something else generates, such as a hash that costs time. */
    public synchronized String provide(String name, Supplier<String> generator) {
        var present = values.getProperty(name);
        if (present != null) {
            return present;
        }
        var made = generator.get();
        remember(name, made);
        return made;
    }

    /** The SCIM token of the demo organisation, once it has been minted. */
    public synchronized Optional<String> scimToken() {
        return Optional.ofNullable(values.getProperty("scim.token"));
    }

    public synchronized void rememberScimToken(String token) {
        remember("scim.token", token);
    }

    /** PEM, PKCS#8: signs the JWTs of the three APIs. */
    public Path signingKey() {
        return folder.resolve("jwt-private.pem");
    }

    /** PEM, X.509: the services check JWTs with it. */
    public Path publicKey() {
        return folder.resolve("jwt-public.pem");
    }

    /** Keys that facts are signed with; the first signs. */
    public Path factKeys() {
        return folder.resolve("fact-keys");
    }

    private synchronized void remember(String name, String value) {
        values.setProperty(name, value);
        var text = new StringWriter();
        try {
            values.store(text, "Secrets of this local stack");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SecretFiles.write(file(), text.toString());
    }

    private Path file() {
        return folder.resolve("secrets.properties");
    }

    private void load() {
        try {
            if (Files.exists(file())) {
                values.load(new StringReader(Files.readString(file())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void provideKeys() {
        if (!Files.exists(publicKey())) {
            var keys = newKeyPair();
            SecretFiles.write(signingKey(), pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
            SecretFiles.write(publicKey(), pem("PUBLIC KEY", keys.getPublic().getEncoded()));
        }
        if (!Files.exists(factKeys())) {
            SecretFiles.write(factKeys(), FACT_KEYS_ARE + "local-1 " + newFactKey() + "\n");
        }
    }

    private static KeyPair newKeyPair() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    private static String pem(String kind, byte[] encoded) {
        var body = Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(encoded);
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }

    private static String newFactKey() {
        var random = new byte[FACT_KEY_BYTES];
        RANDOM.nextBytes(random);
        return Base64.getEncoder().encodeToString(random);
    }

    private static String newPassword() {
        var random = new byte[PASSWORD_BYTES];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
