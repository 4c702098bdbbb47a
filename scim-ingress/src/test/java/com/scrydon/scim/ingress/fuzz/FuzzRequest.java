package com.scrydon.scim.ingress.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request as bytes, malformed or not.
 *
 * @param target as it stands in the request line
 * @param headers whole lines, framing aside
 * @param bytes of the body, as characters below 256
 * @param framing how the end of the body is told
 */
record FuzzRequest(String method, String target, List<String> headers, String bytes, Framing framing) {

    /** Ways of ending a body. All but the first two leave the connection unusable. */
    enum Framing {
        LENGTH, CHUNKS, TOO_LONG, TOO_SHORT, BROKEN_CHUNK, NONE
    }

    FuzzRequest {
        headers = List.copyOf(headers);
    }

    static FuzzRequest of(String method, String path, String body) {
        return new FuzzRequest(method, "/api/auth/scim/v2" + path, List.of(),
                latin(body.getBytes(StandardCharsets.UTF_8)),
                Framing.LENGTH);
    }

    FuzzRequest withMethod(String other) {
        return new FuzzRequest(other, target, headers, bytes, framing);
    }

    FuzzRequest withTarget(String other) {
        return new FuzzRequest(method, other, headers, bytes, framing);
    }

    FuzzRequest withBody(byte[] other) {
        return new FuzzRequest(method, target, headers, latin(other), framing);
    }

    FuzzRequest withHeader(String line) {
        var more = new ArrayList<>(headers);
        more.add(line);
        return new FuzzRequest(method, target, more, bytes, framing);
    }

    FuzzRequest framed(Framing other) {
        return new FuzzRequest(method, target, headers, bytes, other);
    }

    /** Whether the connection is as good as new after the answer. */
    boolean keepsConnection() {
        return framing == Framing.LENGTH || framing == Framing.CHUNKS;
    }

    byte[] body() {
        return bytes.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String latin(byte[] body) {
        return new String(body, StandardCharsets.ISO_8859_1);
    }

    byte[] sent(String token) {
        var body = body();
        var out = new ByteArrayOutputStream();
        line(out, method + " " + target + " HTTP/1.1");
        line(out, "Host: localhost");
        if (headers.stream().noneMatch(header -> header.startsWith("Authorization"))) {
            line(out, "Authorization: Bearer " + token);
        }
        if (body.length > 0 && headers.stream().noneMatch(header -> header.startsWith("Content-Type"))) {
            line(out, "Content-Type: application/scim+json; charset=utf-8");
        }
        headers.forEach(header -> line(out, header));
        switch (framing) {
            case LENGTH -> lengthed(out, body.length);
            case TOO_LONG -> lengthed(out, body.length + 7);
            case TOO_SHORT -> lengthed(out, Math.max(0, body.length - 3));
            case NONE -> lengthed(out, -1);
            case CHUNKS -> chunked(out, Integer.toHexString(body.length));
            case BROKEN_CHUNK -> chunked(out, "xyz");
        }
        return out.toByteArray();
    }

    private void lengthed(ByteArrayOutputStream out, int length) {
        if (length > 0) {
            line(out, "Content-Length: " + length);
        }
        line(out, "");
        out.writeBytes(body());
    }

    private void chunked(ByteArrayOutputStream out, String size) {
        line(out, "Transfer-Encoding: chunked");
        line(out, "");
        if (!bytes.isEmpty()) {
            line(out, size);
            out.writeBytes(body());
            line(out, "");
        }
        line(out, "0");
        line(out, "");
    }

    /** Characters above 255 become question marks, the others bytes of their own. */
    private static void line(ByteArrayOutputStream out, String text) {
        out.writeBytes((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
}
