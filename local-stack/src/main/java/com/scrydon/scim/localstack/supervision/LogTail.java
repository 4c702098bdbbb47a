package com.scrydon.scim.localstack.supervision;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The line of a log that most likely says why something failed. */
final class LogTail {

    private static final int LAST_LINES = 200;
    private static final Pattern TELLING = Pattern.compile("(?i)FATAL|ERROR|Caused by|Exception|Description:");

    private LogTail() {}

    static String of(Path log) {
        try {
            return "\"" + telling(new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList())
                    + "\" (more in " + log + ")";
        } catch (IOException _) {
            return "see " + log;
        }
    }

    /** The last line that names an error, else the last one. */
    static String telling(List<String> lines) {
        var last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
        var written = last.reversed().stream().filter(line -> !line.isBlank()).map(String::strip).toList();
        return written.stream().filter(line -> TELLING.matcher(line).find() && !line.startsWith("at ")).findFirst()
                .or(() -> written.stream().findFirst()).orElse("it wrote nothing");
    }
}
