package com.scrydon.scim.ingress.scim.answers;

import com.scrydon.scim.ingress.door.bodies.NegotiationFilter;
import com.scrydon.scim.ingress.scim.preconditions.ETags;
import com.scrydon.scim.ingress.scim.preconditions.OwnConditions;
import com.scrydon.scim.ingress.scim.problems.ProblemAnswers;
import com.scrydon.scim.ingress.scim.problems.RefusalNotes;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import com.scrydon.scim.schemas.ScimUrns;
import java.net.URI;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers as SCIM wants them, in the media type that the request accepts. */
public final class ScimAnswers {

    /** Request attribute with the negotiated media type, set by {@link NegotiationFilter}. */
    public static final String MEDIA_TYPE = ScimAnswers.class.getName() + ".mediaType";

    private ScimAnswers() {}

    public static ResponseEntity<byte[]> ok(JsonNode body) {
        return withBody(200, new HttpHeaders(), body);
    }

    /** 200 with a resource, its version and where it is, as the examples of RFC 7644 §3.4.1 and §3.5.1 have it. */
    public static ResponseEntity<byte[]> ok(ObjectNode resource, String location, long version) {
        return withBody(200, of(location, version), resource);
    }

    private static HttpHeaders of(String location, long version) {
        var headers = new HttpHeaders();
        headers.setLocation(URI.create(location));
        headers.set(HttpHeaders.CONTENT_LOCATION, location);
        headers.setETag(ETags.of(version));
        return headers;
    }

    /** 200 with what is written piece by piece. */
    public static ResponseEntity<StreamedBody> ok(StreamedBody body) {
        return streamed(200, new HttpHeaders(), body);
    }

    /** The same as for a resource in memory. */
    public static ResponseEntity<StreamedBody> ok(StreamedBody resource, String location, long version) {
        return streamed(200, of(location, version), resource);
    }

    /** The same as for a resource in memory. */
    public static ResponseEntity<StreamedBody> created(StreamedBody resource, String location, long version) {
        var headers = new HttpHeaders();
        headers.setETag(ETags.of(version));
        headers.setLocation(URI.create(location));
        return streamed(201, headers, resource);
    }

    /** 201 with the new resource and where it is. */
    public static ResponseEntity<byte[]> created(ObjectNode resource, String location, long version) {
        var headers = new HttpHeaders();
        headers.setETag(ETags.of(version));
        headers.setLocation(URI.create(location));
        return withBody(201, headers, resource);
    }

    public static ResponseEntity<byte[]> noContent() {
        return ResponseEntity.noContent().build();
    }

    /** 204 with the version after the change. */
    public static ResponseEntity<byte[]> noContent(long version) {
        return ResponseEntity.noContent().eTag(ETags.of(version)).build();
    }

    public static ResponseEntity<byte[]> notModified(long version) {
        return ResponseEntity.status(304).eTag(ETags.of(version)).build();
    }

    /** A ListResponse; {@code Resources} is there even when empty. */
    public static ResponseEntity<byte[]> list(long total, int startIndex, List<ObjectNode> resources) {
        var body = ScimJson.object();
        body.putArray("schemas").add(ScimUrns.LIST_RESPONSE);
        body.put("totalResults", total);
        body.put("startIndex", startIndex);
        body.put("itemsPerPage", resources.size());
        body.putArray("Resources").addAll(resources);
        return ok(body);
    }

    public static ResponseEntity<byte[]> refused(ScimProblem problem) {
        RefusalNotes.note(problem);
        var answer = ProblemAnswers.of(problem);
        var headers = new HttpHeaders();
        if (answer.header() != null && answer.headerValue() != null) {
            headers.set(answer.header(), answer.headerValue());
        }
        return withBody(answer.status(), headers, errorBody(problem));
    }

    /** The Error of RFC 7644 §3.12, whose status is a string. */
    public static ObjectNode errorBody(ScimProblem problem) {
        var answer = ProblemAnswers.of(problem);
        var body = ScimJson.object();
        body.putArray("schemas").add(ScimUrns.ERROR);
        body.put("status", Integer.toString(answer.status()));
        if (answer.scimType() != null) {
            body.put("scimType", answer.scimType());
        }
        body.put("detail", problem.detail());
        return body;
    }

    private static ResponseEntity<byte[]> withBody(int status, HttpHeaders headers, JsonNode body) {
        answered(headers);
        return new ResponseEntity<>(ScimJson.bytes(body), headers, HttpStatusCode.valueOf(status));
    }

    private static ResponseEntity<StreamedBody> streamed(int status, HttpHeaders headers, StreamedBody body) {
        answered(headers);
        return new ResponseEntity<>(body, headers, HttpStatusCode.valueOf(status));
    }

    private static void answered(HttpHeaders headers) {
        headers.setContentType(mediaType());
        var request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(OwnConditions.ANSWERED, true, RequestAttributes.SCOPE_REQUEST);
        }
    }

    private static MediaType mediaType() {
        var request = RequestContextHolder.getRequestAttributes();
        var chosen = request == null ? null : request.getAttribute(MEDIA_TYPE, RequestAttributes.SCOPE_REQUEST);
        return chosen instanceof MediaType type ? type : ScimMedia.SCIM_JSON;
    }
}
