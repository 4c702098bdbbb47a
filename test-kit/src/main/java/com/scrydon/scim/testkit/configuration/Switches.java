package com.scrydon.scim.testkit.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** Keys that no record has, since they decide what there is at all: {@code @ConditionalOnProperty}. */
final class Switches {

    private static final String CLASSES = "classpath*:com/scrydon/scim/**/*.class";

    private final MetadataReaderFactory reader = new CachingMetadataReaderFactory();
    private final Map<String, List<Found>> found = new TreeMap<>();

    private record Found(String className, boolean holdsIfMissing) {}

    private Switches() {}

    /** Of all modules on the class path, loading no class: some want others that are not there. */
    static List<Key> onTheClassPath() {
        var switches = new Switches();
        try {
            Arrays.stream(new PathMatchingResourcePatternResolver().getResources(CLASSES)).filter(Switches::isShipped)
                    .forEach(switches::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return switches.keys();
    }

    private static boolean isShipped(Resource file) {
        return !file.getDescription().contains("test-classes") && !file.getDescription().contains("/testkit/");
    }

    private void read(Resource file) {
        try {
            var type = reader.getMetadataReader(file).getAnnotationMetadata();
            conditions(type).forEach(condition -> note(type, condition));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<MergedAnnotation<ConditionalOnProperty>> conditions(AnnotationMetadata type) {
        return Stream.concat(Stream.of(type), type.getDeclaredMethods().stream())
                .flatMap(each -> each.getAnnotations().stream(ConditionalOnProperty.class));
    }

    private void note(AnnotationMetadata type, MergedAnnotation<ConditionalOnProperty> condition) {
        var here = new Found(type.getClassName(), condition.getBoolean("matchIfMissing"));
        Stream.of("name", "value").map(condition::getStringArray).flatMap(Arrays::stream)
                .forEach(key -> found.computeIfAbsent(key, _ -> new ArrayList<>()).add(here));
    }

    private List<Key> keys() {
        return found.entrySet().stream().map(each -> key(each.getKey(), each.getValue())).toList();
    }

    private static Key key(String name, Collection<Found> places) {
        var speaker = places.stream().map(Found::className).sorted()
                .filter(place -> new Sentences(place).naming(name).isPresent()).findFirst();
        var sentence = speaker.flatMap(place -> new Sentences(place).naming(name)).orElseThrow(
                () -> new IllegalStateException("no comment of " + places + " says what {@code " + name + "} is"));
        boolean onUnlessTold = places.stream().allMatch(Found::holdsIfMissing);
        return new Key(name, onUnlessTold ? "`true` or `false`" : "text",
                onUnlessTold ? Optional.of("true") : Optional.empty(), false, "", sentence,
                Repository.owner(speaker.orElseThrow()));
    }
}
