package com.scrydon.scim.servicekit.problems;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** An error of the three APIs (RFC 9457) written by a filter, where Spring's own way of writing it is not reached. */
public final class ProblemAnswer {

    private ProblemAnswer() {}

    /**
     * Answers.
     *
     * @param detail of plain characters, for it is written into JSON as it is
     */
    public static void write(HttpServletResponse response, HttpStatus status, String detail) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write("""
                {"type":"about:blank","title":"%s","status":%d,"detail":"%s"}"""
                .formatted(status.getReasonPhrase(), status.value(), detail).getBytes(StandardCharsets.UTF_8));
    }
}
