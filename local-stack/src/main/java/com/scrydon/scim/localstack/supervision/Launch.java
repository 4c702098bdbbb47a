package com.scrydon.scim.localstack.supervision;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a process is started.
 *
 * @param command program and arguments
 * @param environment variables set in addition to the launcher's own
 * @param directory working directory
 */
public record Launch(List<String> command, Map<String, String> environment, Path directory) {

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
