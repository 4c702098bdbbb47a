package com.scrydon.scim.localstack.launcher;

import java.nio.file.Path;

/** The working copy that this launcher was built in. */
final class Repository {

    private Repository() {}

    /** Its root, which the script names; by default the working directory. */
    static Path root() {
        return Path.of(System.getProperty("scim.repository", ".")).toAbsolutePath().normalize();
    }
}
