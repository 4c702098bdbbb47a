package com.scrydon.scim.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A self-signed certificate for 127.0.0.1, made by the JDK's keytool, as the PEM files that a service is given. */
public final class TestCertificate {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final X509Certificate certificate;
    private final byte[] key;

    private TestCertificate(X509Certificate certificate, byte[] key) {
        this.certificate = certificate;
        this.key = key;
    }

    /** A new one, with a key of its own. */
    public static TestCertificate make() {
        try {
            var file = Files.createTempDirectory("scrydon-tls-").resolve(UUID.randomUUID() + ".p12");
            keytool(file);
            var store = KeyStore.getInstance(file.toFile(), PASSWORD);
            return new TestCertificate((X509Certificate) store.getCertificate("web"),
                    store.getKey("web", PASSWORD).getEncoded());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no certificate could be made", e);
        }
    }

    private static void keytool(Path file) throws IOException {
        var keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias", "web", "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=127.0.0.1", "-ext",
                "SAN=IP:127.0.0.1",
                "-validity", "2", "-storetype", "PKCS12", "-storepass", "changeit", "-keystore", file.toString())
                .inheritIO().start();
        try {
            if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw new IOException("keytool failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Puts {@code tls.key} and {@code tls.crt} into a folder, each at once, as a renewal does; the certificate last. */
    public void install(Path folder) {
        try {
            put(folder.resolve("tls.key"), pem("PRIVATE KEY", key));
            put(folder.resolve("tls.crt"), pem("CERTIFICATE", certificate.getEncoded()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void put(Path file, String text) throws IOException {
        var written = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + what
                + "-----\n";
    }

    /** For clients that trust this certificate and no other. */
    public SSLContext trusting() {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("web", certificate);
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), new SecureRandom());
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The settings of {@code docs/operations.md} for a service.
     *
     * @param folder of the PEM files
     */
    public static Map<String, String> settings(Path folder) {
        return Map.of("spring.ssl.bundle.pem.web.keystore.certificate", "file:" + folder.resolve("tls.crt"),
                "spring.ssl.bundle.pem.web.keystore.private-key", "file:" + folder.resolve("tls.key"),
                "spring.ssl.bundle.pem.web.keystore.verify-keys", "true",
                "spring.ssl.bundle.pem.web.reload-on-update", "true", "server.ssl.bundle", "web");
    }
}
