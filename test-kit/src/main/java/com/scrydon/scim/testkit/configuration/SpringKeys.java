package com.scrydon.scim.testkit.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The keys that Spring Boot's own jars say there are; another one is read by nobody, and nothing tells. */
final class SpringKeys {

    private static final String METADATA = "classpath*:META-INF/spring-configuration-metadata.json";

    private final Set<String> names = new HashSet<>();
    private final Set<String> maps = new HashSet<>();

    SpringKeys() {
        try {
            for (var file : new PathMatchingResourcePatternResolver().getResources(METADATA)) {
                try (var content = file.getInputStream()) {
                    read(content);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(InputStream content) throws IOException {
        var text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
        if (JsonParserFactory.getJsonParser().parseMap(text).get("properties") instanceof List<?> properties) {
            properties.forEach(each -> {
                if (each instanceof Map<?, ?> property && !property.containsKey("deprecation")) {
                    note(String.valueOf(property.get("name")), property);
                }
            });
        }
    }

    private void note(String name, Map<?, ?> property) {
        names.add(name);
        var type = String.valueOf(property.get("type"));
        if (type.startsWith("java.util.Map") || type.equals("java.util.Properties")) {
            maps.add(name + ".");
        }
    }

    boolean isKnown(String name) {
        return names.contains(name) || maps.stream().anyMatch(name::startsWith);
    }
}
