package com.scrydon.scim.clients;

import java.io.IOException;
import org.springframework.http.client.ClientHttpResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What an answer that is no success says. */
final class Refusals {

    /** Redirects are none of the APIs': whoever sends one is somebody else. */
    static final int FIRST = 300;
    private static final int FIRST_OF_SERVERS = 500;
    private static final String NO_REASON = "no reason given";
    private static final JsonMapper JSON = JsonMapper.shared();

    private Refusals() {}

    /** Always throws. */
    static void refuse(Api api, ClientHttpResponse answer) throws IOException {
        int status = answer.getStatusCode().value();
        if (status >= FIRST_OF_SERVERS) {
            throw new ApiDownException(api, "answers " + status);
        }
        throw new ApiRefusedException(api, status, detail(answer.getBody().readAllBytes()));
    }

    /** The {@code detail} of a problem (RFC 9457). */
    private static String detail(byte[] body) {
        try {
            var detail = JSON.readTree(body).path("detail").asString("");
            return detail.isBlank() ? NO_REASON : detail;
        } catch (JacksonException _) {
            return NO_REASON;
        }
    }
}
