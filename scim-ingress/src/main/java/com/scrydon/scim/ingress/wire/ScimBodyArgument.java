package com.scrydon.scim.ingress.wire;

import com.scrydon.scim.ingress.requests.Origin;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads a {@link ScimBody} of bounded size. */
public final class ScimBodyArgument implements HandlerMethodArgumentResolver {

    private static final String NOBODY = "nobody";

    private final int maxBytes;
    private final Duration patience;
    private final BodyBudget budget;
    private final Processor processor;

    /** @param patience how long a client may take to send a body */
    public ScimBodyArgument(int maxBytes, Duration patience, BodyBudget budget, Processor processor) {
        this.maxBytes = maxBytes;
        this.patience = patience;
        this.budget = budget;
        this.processor = processor;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == ScimBody.class;
    }

    @Override
    public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest, @Nullable WebDataBinderFactory binders) {
        var request = webRequest.getNativeRequest(HttpServletRequest.class);
        if (request == null) {
            throw new IllegalStateException("not a servlet request");
        }
        if (request.getContentLengthLong() > maxBytes) {
            throw new RefusedRequestException(new ScimProblem.TooLarge(maxBytes));
        }
        var bytes = read(request);
        if (bytes.length > maxBytes) {
            throw new RefusedRequestException(new ScimProblem.TooLarge(maxBytes));
        }
        var organisation = Origin.find(request).<Object>map(Origin::organisationId).orElse(NOBODY);
        return processor.read(organisation, bytes.length, () -> ScimJson.parse(bytes))
                .fold(json -> new ScimBody(json, bytes.length), problem -> {
                    throw new RefusedRequestException(problem);
                });
    }

    /** Chunks that are malformed and bodies that end early are the client's fault, as are those that take for ever. */
    private byte[] read(HttpServletRequest request) {
        try {
            return SlowBody.of(request, patience, budget).readNBytes(maxBytes + 1);
        } catch (IOException _) {
            throw new RefusedRequestException(new ScimProblem.BadRequest("The body cannot be read to its end"));
        }
    }
}
