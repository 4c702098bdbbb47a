package com.scrydon.scim.testkit.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every service's settings hold to: {@code docs/configuration.md} says what the code says, each default stands in its record only, and no
 * file sets a key that nobody reads. The service's own test class extends this.
 */
public abstract class ConfigurationRules {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(scim\\.[^:}]+):([^}]*)\\}");
    private static final String OURS = "scim.";
    /** Parts of a key of Spring's that the services give each in its own file. */
    private static final String PARTS = "store.";
    private static final int LONGEST_SHOWN = 150;
    /** Reading a service and trying its bounds takes seconds, and there is an instance for each test. */
    private static final Map<String, ServiceSettings> READ = new ConcurrentHashMap<>();
    private static final Map<String, List<Key>> CODED = new ConcurrentHashMap<>();

    private final String service;
    private final ServiceSettings settings;
    private final List<BoundRecord> records;
    private final List<Key> coded;
    private final ConfigurationPage page;

    /**
     * The rules of one service.
     *
     * @param service name of its module
     * @param application its main class
     * @param required keys without which it does not start, each with a value that will do
     */
    protected ConfigurationRules(String service, Class<?> application, Map<String, String> required) {
        this.service = service;
        this.settings = READ.computeIfAbsent(service, _ -> new ServiceSettings(application));
        this.records = settings.records().stream().map(type -> new BoundRecord(type, required)).toList();
        this.coded = CODED.computeIfAbsent(service,
                _ -> Stream.concat(records.stream().flatMap(each -> each.keys().stream()),
                        Switches.onTheClassPath().stream()).toList());
        this.page = new ConfigurationPage(service);
    }

    @Test
    void thePageSaysWhatTheCodeSays() {
        var tables = ours() + "\n" + springs();
        if (Boolean.getBoolean("scim.write")) {
            page.renew(tables);
        }
        assertThat(page.tables()).as("docs/configuration.md, to be renewed by: mvn test -pl %s -am"
                + " -Dtest=ConfigurationTests -Dsurefire.failIfNoSpecifiedTests=false -Dscim.write=true", service)
                .isEqualTo(tables);
    }

    @Test
    void eachDefaultOfThePageIsWhatHoldsWithoutTheKey() {
        var defaults = new HashMap<String, String>();
        page.keys().forEach((key, standard) -> standard.ifPresent(value -> defaults.put(key, value)));
        var said = new HashMap<>(said());
        said.keySet().removeIf(key -> !key.startsWith(OURS));
        assertThat(defaults).hasSizeGreaterThan(said.size());
        assertThat(records).isNotEmpty().allSatisfy(
                each -> assertThat(each.bound(defaults)).isEqualTo(each.bound(said)));
    }

    @Test
    void noFileSetsAKeyThatNobodyReads() {
        var spring = new SpringKeys();
        assertThat(said()).isNotEmpty().allSatisfy((key, value) -> {
            if (key.startsWith(OURS)) {
                assertThat(known(key)).as(key).isPresent();
            } else if (!key.startsWith(PARTS)) {
                assertThat(spring.isKnown(key)).as("Spring knows %s, and does not call it deprecated", key).isTrue();
            }
        });
    }

    /** An imported file is stronger than the one that imports it: what both say, one says in vain. */
    @Test
    void noTwoFilesSetTheSameKey() {
        var files = settings.files();
        assertThat(files).containsKeys("application.yaml", "scim-service.yaml", "scim-logging.properties");
        var places = files.entrySet().stream()
                .flatMap(file -> file.getValue().keySet().stream().map(key -> Map.entry(key, file.getKey())))
                .collect(Collectors.groupingBy(Map.Entry::getKey, TreeMap::new, Collectors.counting()));
        places.keySet().removeIf(key -> key.startsWith("spring.config.import"));
        places.values().removeIf(count -> count == 1);
        assertThat(places).isEmpty();
    }

    @Test
    void noFileRepeatsADefault() {
        var repeated = new TreeMap<String, String>();
        said().forEach((key, value) -> {
            if (known(key).flatMap(Key::standard).filter(value::equals).isPresent()) {
                repeated.put(key, value);
            }
        });
        assertThat(repeated).isEmpty();
    }

    @Test
    void whatAFileRefersToHasTheDefaultOfItsRecord() {
        said().values().forEach(value -> assertThat(REFERENCE.matcher(value).results()).allSatisfy(
                found -> assertThat(known(found.group(1)).flatMap(Key::standard)).as(value)
                        .contains(found.group(2))));
    }

    private Map<String, String> said() {
        var all = new TreeMap<String, String>();
        settings.files().values().forEach(all::putAll);
        return all;
    }

    private Optional<Key> known(String name) {
        return coded.stream().filter(key -> key.covers(name)).findFirst();
    }

    private String ours() {
        var said = said();
        var rows = new TreeMap<String, String>();
        coded.stream().map(key -> Optional.ofNullable(said.get(key.name())).map(key::withStandard).orElse(key))
                .forEach(key -> rows.put(key.name(), key.row()));
        return "\n| key | type | default | bounds | what it is for | owner |\n|---|---|---|---|---|---|\n"
                + String.join("\n", rows.values()) + "\n";
    }

    private String springs() {
        var rows = new TreeMap<String, String>();
        settings.files().forEach((file, values) -> values.forEach((key, value) -> {
            if (!key.startsWith(OURS) && !key.startsWith(PARTS) && !key.startsWith("spring.config.import")) {
                rows.put(key, "| `%s` | %s | `%s` |".formatted(key, shown(value), file));
            }
        }));
        return "Of Spring's keys it sets:\n\n| key | value | file |\n|---|---|---|\n"
                + String.join("\n", rows.values()) + "\n\n";
    }

    private String shown(String value) {
        var resolved = settings.resolved(value);
        return resolved.isEmpty() || resolved.length() > LONGEST_SHOWN || resolved.contains("|")
                ? "see the file"
                : "`" + resolved + "`";
    }
}
