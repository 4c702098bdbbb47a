package com.scrydon.scim.ingress.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives controllers {@link PageRequest} and {@link Projection} as parameters. */
@Configuration(proxyBeanMethods = false)
class ParameterArguments implements WebMvcConfigurer, HandlerMethodArgumentResolver {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == PageRequest.class || parameter.getParameterType() == Projection.class;
    }

    @Override
    public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
            NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
        if (parameter.getParameterType() == Projection.class) {
            return Projection.of(request.getParameter("attributes"), request.getParameter("excludedAttributes"));
        }
        return PageRequest.of(number(request.getParameter("startIndex"), 1),
                number(request.getParameter("count"), PageRequest.DEFAULT_COUNT));
    }

    /** RFC 7644 is silent about what is no number; the default is the friendliest reading. */
    private static long number(@Nullable String text, long otherwise) {
        try {
            return text == null ? otherwise : Long.parseLong(text.trim());
        } catch (NumberFormatException _) {
            return otherwise;
        }
    }
}
