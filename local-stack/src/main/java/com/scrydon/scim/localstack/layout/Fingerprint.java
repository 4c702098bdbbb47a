package com.scrydon.scim.localstack.layout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells whether something prepared from a file is still good: the file's size and time, the Java runtime, a note. */
public final class Fingerprint {

    private Fingerprint() {}

    public static String of(Path file, String note) {
        try {
            return file.toAbsolutePath() + " " + Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis()
                    + " " + Runtime.version() + " " + System.getProperty("java.home") + " " + note;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the stamp file holds this fingerprint. */
    public static boolean matches(Path stamp, String fingerprint) {
        try {
            return Files.exists(stamp) && Files.readString(stamp).equals(fingerprint);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void write(Path stamp, String fingerprint) {
        try {
            Files.writeString(stamp, fingerprint);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
