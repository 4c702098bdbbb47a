package com.scrydon.scim.localstack.layout;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --data-dir}, the same for every command. */
public final class DataDirectoryOption {

    @Option(names = "--data-dir", paramLabel = "DIR", description = "Where the stack keeps its data (default: .local-stack in the project).")
    private @Nullable Path directory;

    /** Absolute. */
    public Path path() {
        var chosen = directory == null ? Repository.root().resolve(".local-stack") : directory;
        return chosen.toAbsolutePath().normalize();
    }
}
