package com.scrydon.scim.ingress.scim.answers;

import com.scrydon.scim.ingress.door.requests.RequestTrace;
import com.scrydon.scim.ingress.scim.problems.RefusedRequestException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Writes a {@link StreamedBody}. What fails before anything was sent is answered as any failure is; later the connection is cut, for an
 * answer that ends early must never look whole (an identity provider would take the rest for deleted).
 */
public final class StreamedBodies implements HttpMessageConverter<StreamedBody> {

    private static final Logger LOG = LoggerFactory.getLogger(StreamedBodies.class);

    private static final String SEARCH = "/.search";

    private final LargeAnswers large;

    public StreamedBodies(LargeAnswers large) {
        this.large = large;
    }

    @Override
    public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    public boolean canWrite(Class<?> type, @Nullable MediaType mediaType) {
        return StreamedBody.class.isAssignableFrom(type);
    }

    @Override
    public List<MediaType> getSupportedMediaTypes() {
        return List.of(ScimMedia.SCIM_JSON, MediaType.APPLICATION_JSON);
    }

    @Override
    public StreamedBody read(Class<? extends StreamedBody> type, HttpInputMessage message) {
        throw new HttpMessageNotReadableException("only answers are streamed", message);
    }

    @Override
    public void write(StreamedBody body, @Nullable MediaType mediaType, HttpOutputMessage message)
            throws IOException {
        var request = running();
        var output = new AnswerOutput(message, () -> large.becomesLarge(request));
        try {
            // Closed only when all went well: to close it is to end what is open in the JSON.
            var json = ScimJson.generator(output);
            body.writeTo(json);
            json.close();
            output.finish();
        } catch (IOException | RuntimeException e) {
            if (!output.hasBegun() && !(e instanceof RefusedRequestException && isChange(request))) {
                throw e;
            }
            CutAnswers.mark(request);
            LOG.warn("the answer to request {} is cut: {}", RequestTrace.of(request).requestId(), e.toString());
        }
    }

    /** What it changed is committed: to say 503 would be to say that nothing was. */
    private static boolean isChange(HttpServletRequest request) {
        return switch (request.getMethod()) {
            case "GET", "HEAD" -> false;
            default -> !request.getServletPath().endsWith(SEARCH);
        };
    }

    private static HttpServletRequest running() {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes running) {
            return running.getRequest();
        }
        throw new IllegalStateException("an answer to no request");
    }
}
