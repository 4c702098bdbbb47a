package com.scrydon.scim.localstack.endtoend;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/** Every method and path that some controller of the four services answers, read from their classes. */
final class Endpoints {

    private Endpoints() {}

    /** Each as {@code GET /path/{id}}; one that answers all methods begins with {@code *}. Those of superclasses, too. */
    static Set<String> all() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
        var endpoints = new TreeSet<String>();
        scanner.findCandidateComponents("com.scrydon.scim").stream()
                .map(found -> ClassUtils.resolveClassName(Objects.requireNonNull(found.getBeanClassName()), null))
                .forEach(controller -> Arrays.stream(ReflectionUtils.getUniqueDeclaredMethods(controller))
                        .flatMap(method -> of(controller, method)).forEach(endpoints::add));
        return endpoints;
    }

    private static Stream<String> of(Class<?> controller, Method method) {
        var mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
        if (mapping == null) {
            return Stream.empty();
        }
        var base = AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class);
        var bases = base == null ? new String[]{""} : base.path();
        var paths = mapping.path().length == 0 ? new String[]{""} : mapping.path();
        var methods = mapping.method().length == 0
                ? Stream.of("*")
                : Arrays.stream(mapping.method()).map(RequestMethod::name);
        return methods.flatMap(m -> Arrays.stream(bases)
                .flatMap(b -> Arrays.stream(paths).map(p -> m + " " + b + p + condition(mapping))));
    }

    private static String condition(RequestMapping mapping) {
        return mapping.params().length == 0 ? "" : "?" + String.join("&", mapping.params());
    }
}
