package com.scrydon.scim.localstack.layout;

import java.nio.file.Path;

/** The working copy that this launcher was built in. */
public final class Repository {

    private Repository() {}

    /** Its root, which the script names; by default the working directory. */
    public static Path root() {
        return Path.of(System.getProperty("scim.repository", ".")).toAbsolutePath().normalize();
    }
}
