package com.scrydon.scim.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;

/** A key pair that JWTs of tests are signed with, also as PEM. */
public record JwtKeys(KeyPair pair) {

    private static final int BITS = 2048;

    /** A new pair. */
    public static JwtKeys make() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return new JwtKeys(generator.generateKeyPair());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    public RSAPrivateKey privateKey() {
        return (RSAPrivateKey) pair.getPrivate();
    }

    public RSAPublicKey publicKey() {
        return (RSAPublicKey) pair.getPublic();
    }

    public String privatePem() {
        return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
    }

    public String publicPem() {
        return pem("PUBLIC KEY", pair.getPublic().getEncoded());
    }

    /** The public key in a file, which goes with the JVM: the value of {@code scim.api.public-key-location}, with {@code file:} before it. */
    public Path publicFile() {
        return file("public", publicPem());
    }

    /** The private key in a file, which goes with the JVM. */
    public Path privateFile() {
        return file("private", privatePem());
    }

    private static Path file(String name, String pem) {
        try {
            var file = Files.createTempFile(name, ".pem");
            file.toFile().deleteOnExit();
            return Files.writeString(file, pem);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + what
                + "-----\n";
    }
}
