package com.scrydon.scim.localstack.layout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that only this user may read (mode 0600), replaced whole, so that a reader never sees half of one. */
public final class SecretFiles {

    private SecretFiles() {}

    /** Writes or replaces a file. */
    public static void write(Path file, String content) {
        try {
            var folder = file.toAbsolutePath().getParent();
            var draft = Files.createTempFile(folder, "." + file.getFileName(), ".draft",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(draft, content);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
