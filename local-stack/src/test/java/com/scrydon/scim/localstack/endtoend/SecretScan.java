package com.scrydon.scim.localstack.endtoend;

import com.scrydon.scim.localstack.layout.Secrets;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds secrets in a text: by their form, and those of the running stack by their very value. */
final class SecretScan {

    /** A raw provisioning token; the JWT of a person; a private key; the password that identity providers send in tests. */
    private static final List<Pattern> FORMS = List.of(Pattern.compile("scrydon_scim_[A-Za-z0-9_-]{49}"),
            Pattern.compile("eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{16,}"),
            Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----"), Pattern.compile("not-kept-1A"));
    private static final int SHOWN = 24;

    private final List<String> values;

    private SecretScan(List<String> values) {
        this.values = values;
    }

    /** @param stack whose passwords and keys are looked for; see {@link Secrets} */
    static SecretScan of(TestStack stack) throws IOException {
        var values = new ArrayList<String>();
        var stored = new Properties();
        stored.load(new StringReader(Files.readString(stack.data().resolve("secrets/secrets.properties"))));
        stored.stringPropertyNames().stream().filter(name -> name.startsWith("password.") || name.equals("scim.token"))
                .map(stored::getProperty).forEach(values::add);
        values.addAll(linesOf(stack.signingKey()));
        values.add(stack.file().dbPassword());
        values.add(stack.file().adminToken());
        return new SecretScan(values.stream().distinct().toList());
    }

    /** Any full line of the key would give it away in part. */
    private static List<String> linesOf(Path key) throws IOException {
        return Files.readAllLines(key).stream().filter(line -> line.length() == 64).toList();
    }

    /** How many values it knows, for a report. */
    int size() {
        return values.size();
    }

    /** What was found, shortened: the report must not be a leak of its own. */
    List<String> find(String text, Set<String> allowed) {
        var found = new ArrayList<String>();
        for (var form : FORMS) {
            form.matcher(text).results().map(match -> match.group()).filter(secret -> !allowed.contains(secret))
                    .forEach(found::add);
        }
        values.stream().filter(value -> !allowed.contains(value) && text.contains(value)).forEach(found::add);
        return found.stream().map(secret -> secret.substring(0, Math.min(secret.length(), SHOWN)) + "…").distinct()
                .toList();
    }
}
