package com.scrydon.scim.ingress.scim.preconditions;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives controllers the {@link Preconditions} that stand in the headers of a request. */
public final class PreconditionsArgument implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Preconditions.class;
    }

    @Override
    public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest, @Nullable WebDataBinderFactory binders) {
        return new Preconditions(all(webRequest, "If-Match"), all(webRequest, "If-None-Match"));
    }

    /** A list may be spread over several header lines (RFC 9110 §5.3). */
    private static @Nullable String all(NativeWebRequest request, String header) {
        var values = request.getHeaderValues(header);
        return values == null || values.length == 0 ? null : String.join(",", values);
    }
}
