package com.scrydon.scim.ingress.door.bodies;

import com.scrydon.scim.ingress.door.requests.Origin;
import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.ingress.scim.problems.RefusedRequestException;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import com.scrydon.scim.servicekit.shares.Shares;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads a {@link ScimBody} of bounded size. What it takes to work on it is held until {@link #giveBack}. */
public final class ScimBodyArgument implements HandlerMethodArgumentResolver {

    private static final String HELD = ScimBodyArgument.class.getName();
    private static final String NOBODY = "nobody";
    private static final String SEARCH = "/.search";
    /** A filter that cannot stand in a URL is still no document. */
    private static final int MOST_OF_SEARCH = 64 * 1024;

    private final int maxBytes;
    private final Duration patience;
    private final Bodies room;
    private final Processor processor;

    /** @param patience how long a client may take to send a body */
    public ScimBodyArgument(int maxBytes, Duration patience, Bodies room, Processor processor) {
        this.maxBytes = maxBytes;
        this.patience = patience;
        this.room = room;
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
        int most = request.getServletPath().endsWith(SEARCH) ? MOST_OF_SEARCH : maxBytes;
        if (request.getContentLengthLong() > most) {
            throw new RefusedRequestException(new ScimProblem.TooLarge(most));
        }
        var bytes = read(request, most);
        var organisation = Origin.find(request).<Object>map(Origin::organisationId).orElse(NOBODY);
        return processor.read(organisation, bytes.length, () -> ScimJson.parse(bytes))
                .fold(json -> new ScimBody(json, bytes.length), problem -> {
                    throw new RefusedRequestException(problem);
                });
    }

    /** Gives back what the body of a request took, if it took something. */
    static void giveBack(HttpServletRequest request) {
        if (request.getAttribute(HELD) instanceof Shares.Share share) {
            share.close();
        }
    }

    /** Chunks that are malformed and bodies that end early are the client's fault, as are those that take for ever. */
    private byte[] read(HttpServletRequest request, int most) {
        try (var arrived = new ArrivingBody(room)) {
            var body = new SlowBody(request, patience, arrived);
            body.read(most + 1);
            if (arrived.size() > most) {
                throw new RefusedRequestException(new ScimProblem.TooLarge(most));
            }
            if (arrived.size() > ArrivingBody.FREE_BYTES) {
                request.setAttribute(HELD, room.work(arrived.size()).orElseThrow(
                        () -> new RefusedRequestException(new ScimProblem.Unavailable(Shares.AGAIN_SECONDS))));
                body.recheck();
            }
            return arrived.bytes();
        } catch (IOException _) {
            throw new RefusedRequestException(new ScimProblem.BadRequest("The body cannot be read to its end"));
        }
    }
}
