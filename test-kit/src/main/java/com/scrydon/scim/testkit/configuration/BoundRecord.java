package com.scrydon.scim.testkit.configuration;

import java.lang.reflect.Parameter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.Resource;

/** A record that Spring binds keys to: what its components say of them. */
final class BoundRecord {

    private static final Map<Class<?>, String> TYPES = Map.of(int.class, "whole number", long.class, "whole number",
            double.class, "number", boolean.class, "`true` or `false`", Duration.class, "duration", String.class,
            "text", URI.class, "URL", Path.class, "file", Resource.class, "`file:` and a path", UUID.class, "UUID");

    private final Class<?> type;
    private final String prefix;
    private final Map<String, String> required;

    /** @param required keys without which there is no such record, each with a value that will do; may have others */
    BoundRecord(Class<?> type, Map<String, String> required) {
        this.type = type;
        this.prefix = prefixOf(type);
        this.required = required;
    }

    static String prefixOf(Class<?> type) {
        return Optional
                .ofNullable(AnnotatedElementUtils.getMergedAnnotation(type, ConfigurationProperties.class))
                .map(ConfigurationProperties::prefix).orElse("");
    }

    List<Key> keys() {
        var sentences = new Sentences(type.getName());
        return components().map(component -> key(component, sentences)).toList();
    }

    /** As the service gets it, if it is told so and what it needs. */
    Object bound(Map<String, String> given) {
        var all = new HashMap<>(required);
        all.putAll(given);
        return new Binder(new MapConfigurationPropertySource(all)).bindOrCreate(prefix, type);
    }

    boolean isBoundWithout(String name) {
        var all = new HashMap<>(required);
        all.remove(name);
        return isBound(all);
    }

    private boolean isBoundWith(String name, String value) {
        var all = new HashMap<>(required);
        all.put(name, value);
        return isBound(all);
    }

    private boolean isBound(Map<String, String> all) {
        try {
            new Binder(new MapConfigurationPropertySource(all)).bindOrCreate(prefix, type);
            return true;
        } catch (BindException e) {
            return false;
        }
    }

    private Stream<Parameter> components() {
        return Arrays.stream(type.getDeclaredConstructors()[0].getParameters());
    }

    private Key key(Parameter component, Sentences sentences) {
        var written = prefix + "." + dashed(component.getName());
        var name = component.getType() == Map.class ? written + ".*" : written;
        var standard = Optional.ofNullable(component.getAnnotation(DefaultValue.class))
                .map(value -> String.join(",", value.value())).filter(value -> !value.isEmpty());
        var bounds = standard
                .map(value -> Bounds.of(component.getType(), value, tried -> isBoundWith(written, tried))).orElse("");
        var sentence = sentences.ofComponent(component.getName()).orElseThrow(
                () -> new IllegalStateException(type.getName() + " does not say what " + component.getName() + " is"));
        return new Key(name, typeInWords(component.getType()), standard, !isBoundWithout(written), bounds, sentence,
                Repository.owner(type.getName()));
    }

    private static String typeInWords(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(each -> "`" + each.toString().toLowerCase(Locale.ROOT) + "`")
                    .collect(Collectors.joining(" or "));
        }
        if (type == Set.class) {
            return "texts, with commas between";
        }
        return Optional.ofNullable(type == Map.class ? "text" : TYPES.get(type))
                .orElseThrow(() -> new IllegalStateException("say in words what a " + type.getName() + " is"));
    }

    /** As Spring does it: {@code batchSize} is {@code batch-size}. */
    private static String dashed(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
