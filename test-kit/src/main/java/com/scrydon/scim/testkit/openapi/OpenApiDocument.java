package com.scrydon.scim.testkit.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.Yaml;

/** A document of {@code docs/openapi} (OpenAPI 3.1), compared with the mappings of the running service. */
public final class OpenApiDocument {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete", "head", "options");

    private final String name;
    private final Map<?, ?> root;

    private OpenApiDocument(String name, Map<?, ?> root) {
        this.name = name;
        this.root = root;
    }

    /** Reads {@code docs/openapi/<name>.yaml} of the repository that the test runs in. */
    public static OpenApiDocument read(String name) {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("docs/openapi"))) {
            folder = Optional.ofNullable(folder.getParent())
                    .orElseThrow(
                            () -> new IllegalStateException("there is no docs/openapi above the working directory"));
        }
        try {
            return new OpenApiDocument(name, map(new Yaml().load(
                    Files.readString(folder.resolve("docs/openapi").resolve(name + ".yaml")))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Fails unless each mapping below the base is documented and the reverse: methods, paths, their variables, query parameters,
     * the status of success, and the fields of records in bodies and answers. Answers how many operations there are.
     */
    public int describes(String base, RequestMappingHandlerMapping mappings) {
        var documented = operations();
        var mapped = MappedOperation.below(base, mappings)
                .collect(Collectors.groupingBy(MappedOperation::key, TreeMap::new, Collectors.toList()));
        assertThat(documented.keySet()).as("operations in " + name + ".yaml and in the service")
                .isEqualTo(mapped.keySet());
        mapped.forEach((key, operations) -> {
            var described = documented.getOrDefault(key, Map.of());
            assertThat(parameters(described, "query")).as("%s: query", key)
                    .isEqualTo(operations.stream().flatMap(operation -> operation.query().stream())
                            .collect(Collectors.toCollection(TreeSet::new)));
            operations.forEach(operation -> compare(operation, described));
        });
        return mapped.size();
    }

    /**
     * Fails unless each call of a client ({@code @HttpExchange}) is documented: method, path, its variables, query parameters, and the fields of
     * records in bodies and answers. Answers how many calls it has.
     */
    public int allows(String base, Class<?> client) {
        var documented = operations();
        var calls = MappedOperation.of(base, client).toList();
        assertThat(documented.keySet()).as("operations in " + name + ".yaml")
                .containsAll(calls.stream().map(MappedOperation::key).toList());
        calls.forEach(call -> {
            var described = documented.getOrDefault(call.key(), Map.of());
            assertThat(parameters(described, "query")).as("%s: query", call.key()).containsAll(call.query());
            compareContents(call, described);
        });
        return calls.size();
    }

    private Map<String, Map<?, ?>> operations() {
        var base = String.valueOf(map(list(root.get("servers")).getFirst()).get("url"));
        var operations = new TreeMap<String, Map<?, ?>>();
        map(root.get("paths")).forEach((path, item) -> map(item).forEach((method, operation) -> {
            if (METHODS.contains(String.valueOf(method))) {
                operations.put(String.valueOf(method).toUpperCase(Locale.ROOT) + " " + base + path,
                        map(operation));
            }
        }));
        return operations;
    }

    private void compare(MappedOperation operation, Map<?, ?> documented) {
        var responses = map(documented.get("responses"));
        assertThat(responses.keySet().stream().map(String::valueOf).filter(status -> status.startsWith("2")))
                .as("%s: success", operation.key()).containsExactly(Integer.toString(operation.status()));
        assertThat(responses.keySet().stream().map(String::valueOf)).as("%s: refusals", operation.key())
                .contains("401");
        compareContents(operation, documented);
    }

    private void compareContents(MappedOperation operation, Map<?, ?> documented) {
        assertThat(parameters(documented, "path")).as("%s: variables", operation.key())
                .isEqualTo(operation.variables());
        operation.body().ifPresentOrElse(
                body -> compare(operation.key() + " body", body, schema(map(documented.get("requestBody")))),
                () -> assertThat(documented.containsKey("requestBody")).as("%s: has a body", operation.key())
                        .isFalse());
        var success = map(documented.get("responses")).entrySet().stream()
                .filter(entry -> String.valueOf(entry.getKey()).startsWith("2"))
                .map(entry -> schema(resolved(entry.getValue()))).findFirst().orElse(Map.of());
        assertThat(success.isEmpty()).as("%s: answers without a body", operation.key())
                .isEqualTo(operation.answer() == void.class);
        compare(operation.key() + " answer", operation.answer(), alternative(success, operation.answer()));
    }

    /** Of an operation that a parameter tells apart, the answer that has the name of the record. */
    private static Map<?, ?> alternative(Map<?, ?> schema, Type answer) {
        return answer instanceof Class<?> record
                ? list(schema.get("oneOf")).stream().<Map<?, ?>>map(OpenApiDocument::map)
                        .filter(one -> String.valueOf(one.get("$ref")).endsWith("/" + record.getSimpleName()))
                        .findFirst().orElse(schema)
                : schema;
    }

    private Set<String> parameters(Map<?, ?> operation, String in) {
        return list(operation.get("parameters")).stream().map(this::resolved).filter(p -> in.equals(p.get("in")))
                .map(p -> String.valueOf(p.get("name"))).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The schema of the one kind of content of a body or an answer; empty without content. */
    private static Map<?, ?> schema(Map<?, ?> holder) {
        return map(holder.get("content")).values().stream().findFirst().map(content -> map(map(content).get("schema")))
                .orElse(Map.of());
    }

    private void compare(String where, Type type, Map<?, ?> documented) {
        var schema = resolved(documented);
        switch (type) {
            case ParameterizedType generic when generic.getRawType() instanceof Class<?> raw
                    && (Collection.class.isAssignableFrom(raw) || raw == Optional.class) -> {
                var element = generic.getActualTypeArguments()[0];
                compare(where + "[]", element, raw == Optional.class ? schema : map(schema.get("items")));
            }
            case Class<?> record when record.isRecord() -> compareRecord(where, record, schema);
            default -> {
            }
        }
    }

    private void compareRecord(String where, Class<?> record, Map<?, ?> schema) {
        var components = Arrays.stream(record.getRecordComponents()).filter(OpenApiDocument::isShown)
                .collect(Collectors.toMap(RecordComponent::getName, RecordComponent::getGenericType, (a, _) -> a,
                        TreeMap::new));
        var properties = map(schema.get("properties"));
        assertThat(properties.keySet().stream().map(String::valueOf)).as("%s: fields", where)
                .containsExactlyInAnyOrderElementsOf(components.keySet());
        components.forEach((field, type) -> compare(where + "." + field, type, map(properties.get(field))));
    }

    private static boolean isShown(RecordComponent component) {
        return !component.getAccessor().isAnnotationPresent(JsonIgnore.class);
    }

    /** What a {@code $ref} within the document leads to, else the thing itself. */
    private Map<?, ?> resolved(@Nullable Object part) {
        var found = map(part);
        while (found.get("$ref") instanceof String reference) {
            var target = root;
            for (var step : reference.substring("#/".length()).split("/", -1)) {
                target = map(target.get(step));
            }
            assertThat(target).as(reference + " in " + name + ".yaml").isNotEmpty();
            found = target;
        }
        return found;
    }

    private static Map<?, ?> map(@Nullable Object part) {
        return part instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(@Nullable Object part) {
        return part instanceof List<?> list ? list : List.of();
    }
}
