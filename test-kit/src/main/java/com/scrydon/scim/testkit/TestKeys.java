package com.scrydon.scim.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Keys that facts of tests are signed with; whoever has this source knows them. */
public final class TestKeys {

    /** Bytes 0, 1, 2 … 31. */
    public static final String OLD = line("test-old", 0);
    /** Bytes 32, 33 … 63. */
    public static final String NEW = line("test-new", 32);
    /** A key alone, in base64. */
    public static final String OTHER = line("", 64).strip();
    /** A ring whose only key signs. */
    public static final String RING = OLD;

    private TestKeys() {}

    /** The ring in a file, which goes with the JVM: the value of {@code scim.facts.keys-file}. */
    public static Path file() {
        try {
            var file = Files.createTempFile("fact-keys", ".txt");
            file.toFile().deleteOnExit();
            return Files.writeString(file, RING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(String id, int first) {
        var key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (first + i);
        }
        return id + " " + Base64.getEncoder().encodeToString(key) + "\n";
    }
}
