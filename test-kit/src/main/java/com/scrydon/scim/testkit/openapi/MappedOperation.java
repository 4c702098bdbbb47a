package com.scrydon.scim.testkit.openapi;

import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * What a controller does with one method and path, or a client calls.
 *
 * @param body type of the request's body
 * @param status of an answer that is no refusal
 * @param answer type of the answer's body; {@code void} without one
 */
record MappedOperation(String method, String path, Set<String> query, Optional<Type> body, int status, Type answer) {

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final int OK = 200;

    /** All at or below a path. */
    static Stream<MappedOperation> below(String base, RequestMappingHandlerMapping mappings) {
        return mappings.getHandlerMethods().entrySet().stream()
                .flatMap(mapping -> mapping.getKey().getPatternValues().stream()
                        .filter(path -> path.startsWith(base + "/") || path.equals(base))
                        .flatMap(path -> mapping.getKey().getMethodsCondition().getMethods().stream()
                                .map(method -> of(method.name(), path, mapping.getValue()))));
    }

    /** What each method of a client's interface calls. */
    static Stream<MappedOperation> of(String base, Class<?> client) {
        return Arrays.stream(client.getMethods()).map(method -> {
            var exchange = Objects.requireNonNull(
                    AnnotatedElementUtils.findMergedAnnotation(method, HttpExchange.class),
                    method.getName());
            return of(exchange.method(), base + exchange.url(), new HandlerMethod(client, method));
        });
    }

    private static MappedOperation of(String method, String path, HandlerMethod handler) {
        var parameters = handler.getMethodParameters();
        var query = Arrays.stream(parameters).filter(p -> p.hasParameterAnnotation(RequestParam.class))
                .map(MappedOperation::name).collect(Collectors.toCollection(TreeSet::new));
        var body = Arrays.stream(parameters).filter(p -> p.hasParameterAnnotation(RequestBody.class))
                .map(MethodParameter::getGenericParameterType).findFirst();
        var status = handler.getMethodAnnotation(ResponseStatus.class);
        return new MappedOperation(method, path, query, body, status == null ? OK : status.code().value(),
                handler.getMethod().getGenericReturnType());
    }

    private static String name(MethodParameter parameter) {
        return Objects.requireNonNull(parameter.getParameterAnnotation(RequestParam.class)).name();
    }

    Set<String> variables() {
        return VARIABLE.matcher(path).results().map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** As the document names it. */
    String key() {
        return method + " " + path;
    }
}
