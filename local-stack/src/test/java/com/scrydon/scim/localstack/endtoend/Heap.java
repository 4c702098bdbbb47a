package com.scrydon.scim.localstack.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** How much of a service's heap is in use once everything was collected that can be. */
final class Heap {

    private static final Pattern USED = Pattern.compile("(?:total|used) \\d+K, used (\\d+)K|used (\\d+)K");

    private Heap() {}

    /** In KiB. */
    static long usedAfterCollection(long pid) {
        jcmd(pid, "GC.run");
        var info = jcmd(pid, "GC.heap_info");
        var matcher = USED.matcher(info.substring(0,
                Math.max(0, info.indexOf("Metaspace") < 0 ? info.length() : info.indexOf("Metaspace"))));
        long used = 0;
        while (matcher.find()) {
            used += Long.parseLong(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        return used;
    }

    private static String jcmd(long pid, String command) {
        try {
            var tool = Path.of(System.getProperty("java.home"), "bin/jcmd").toString();
            var process = new ProcessBuilder(tool, Long.toString(pid), command).redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
