package com.scrydon.scim.servicekit;

import com.scrydon.scim.servicekit.problems.ApiProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.time.Duration;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Bounds the bodies of the three APIs, which say little: 64 KiB, 32 levels, no name twice in an object, since two readers could take
 * different ones. Before they are turned into anything.
 */
@RestControllerAdvice(annotations = ApiController.class)
class CallBodies extends RequestBodyAdviceAdapter {

    static final int MOST_BYTES = 64 * 1024;
    private static final int CHUNK = 4 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int DEEPEST = 32;
    private static final JsonMapper STRICT = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

    @Override
    public boolean supports(MethodParameter parameter, Type type,
            Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public HttpInputMessage beforeBodyRead(HttpInputMessage message, MethodParameter parameter, Type type,
            Class<? extends HttpMessageConverter<?>> converter) throws IOException {
        var bytes = read(message.getBody());
        if (bytes.length > MOST_BYTES) {
            throw new ApiProblemException(HttpStatus.CONTENT_TOO_LARGE,
                    "the body is longer than %d bytes".formatted(MOST_BYTES));
        }
        check(bytes);
        return new Read(message.getHeaders(), new ByteArrayInputStream(bytes));
    }

    /** Tomcat bounds each read, not the sum of them. */
    private static byte[] read(InputStream body) throws IOException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        var bytes = new ByteArrayOutputStream();
        var chunk = new byte[CHUNK];
        for (int read = body.read(chunk); read > 0 && bytes.size() <= MOST_BYTES; read = body.read(chunk)) {
            bytes.write(chunk, 0, read);
            if (System.nanoTime() - until > 0) {
                throw new ApiProblemException(HttpStatus.REQUEST_TIMEOUT,
                        "the body was not sent within %d seconds".formatted(PATIENCE.toSeconds()));
            }
        }
        return bytes.toByteArray();
    }

    private static void check(byte[] bytes) {
        try {
            var _ = STRICT.readTree(bytes);
        } catch (JacksonException e) {
            var place = e.getLocation();
            throw new ApiProblemException(HttpStatus.BAD_REQUEST,
                    "the body is not JSON of at most %d levels in which no name is there twice: line %d, column %d"
                            .formatted(DEEPEST, place == null ? 0 : place.getLineNr(),
                                    place == null ? 0 : place.getColumnNr()));
        }
    }

    private record Read(HttpHeaders headers, InputStream body) implements HttpInputMessage {

        @Override
        public InputStream getBody() {
            return body;
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }
    }
}
