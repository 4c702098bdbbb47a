package com.scrydon.scim.testkit.http;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An answer, with its body read as JSON once somebody asks for that. */
public record Answer(HttpResponse<String> raw) {

    public int status() {
        return raw.statusCode();
    }

    public HttpHeaders headers() {
        return raw.headers();
    }

    /** The body as JSON; an empty object where there is none. */
    public JsonNode body() {
        return raw.body().isEmpty()
                ? JsonMapper.shared().createObjectNode()
                : JsonMapper.shared().readTree(raw.body());
    }

    /** A field of the body; empty where there is none, or it is no text. */
    public String text(String field) {
        return body().path(field).asString("");
    }

    /** For messages of failures, which are about what was asked and what came. */
    @Override
    public String toString() {
        return raw + " " + raw.body();
    }
}
