package com.scrydon.scim.localstack.launcher;

import com.scrydon.scim.localstack.layout.StackLayout;
import com.scrydon.scim.localstack.services.Services;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a person needs once everything serves. */
final class ReadyText {

    private ReadyText() {}

    static String of(StackLayout layout, double seconds, Map<String, String> limitations) {
        return String.format(Locale.ROOT, """

            Ready after %.1f s%s.

              SCIM        %s
              Console     %s  (%s / %s)
              Everything  %s/stack.json

            Next: ./scim demo in another terminal. Ctrl-C stops the stack and keeps its data.
            """, seconds, limited(limitations), Services.scimBaseUrl(layout),
                StackLayout.url(layout.ports().console()), Services.CONSOLE_USER, shownPassword(layout),
                layout.data().path());
    }

    private static String limited(Map<String, String> limitations) {
        return limitations.isEmpty()
                ? ""
                : limitations.entrySet().stream().map(part -> "\n  " + part.getKey() + ": " + part.getValue())
                        .collect(Collectors.joining("", ", BUT", ""));
    }

    /** Shown to a person; what goes to a file, as with --detach, would be read there later by whoever finds it. */
    private static String shownPassword(StackLayout layout) {
        return Boolean.getBoolean("scim.terminal")
                ? layout.secrets().password("console")
                : "consolePassword in stack.json";
    }
}
