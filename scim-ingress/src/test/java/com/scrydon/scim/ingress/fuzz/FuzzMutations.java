package com.scrydon.scim.ingress.fuzz;

import com.scrydon.scim.ingress.fuzz.FuzzRequest.Framing;
import com.scrydon.scim.ingress.harness.ScimClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Breaks requests: their text, bytes, query, path, headers, method and framing. */
final class FuzzMutations {

    private static final List<String> TOKENS = List.of("\"", "\\", "[", "]", "(", ")", "{", "}", ",", ":", ".", " ",
            "and",
            " or ", "not (", " eq ", " pr", " co ", "null", "true", "1e400", "-1", "99999999999999999999", "$ref",
            "urn:",
            "%", "_", "\\u0000", "\\ud800", "\u00e4", "\uFEFF", "\u202E", "\uD83D\uDE00", "\u0000", "'", ";--",
            "::uuid", "?",
            ":f1", "''", "value", "members", "emails[", "type eq \"work\"]", "\t", "\n",
            "00000000-0000-0000-0000-000000000000");
    private static final List<String> NUMBERS = List.of("-1", "0", "1", "99999999999", "9223372036854775808", "1e9",
            "1.5",
            "", "abc", "%00", "%FF", "+1", "0x10", "%D9%A1", "-9223372036854775809", "2147483648", "null");
    private static final List<String> PARAMETERS = List.of("startIndex", "count", "sortBy", "sortOrder", "attributes",
            "excludedAttributes", "filter", "cursor", "STARTINDEX", "", "%", "a%00b", "filter%5B%5D");
    private static final List<String> SEGMENTS = List.of("", "..", ".", "%2e%2e", "%00", "%2F", ";a=b", "%F0%9F%98%80",
            "%FF",
            "\u00ff\u0080", "%", "%zz", "bulkId:1", "null", "*", "~", "Users", "Groups", ".search", "%20",
            "a".repeat(3_000),
            "{id}", "|", "^", "`", "\\", "\"", "<script>", "00000000-0000-0000-0000-000000000000", "Me", "Bulk", "//",
            "#a");
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS",
            "TRACE",
            "PROPFIND", "get", "G\u00cbT", "M-SEARCH", "PURGE", "X".repeat(300));
    private static final List<String> HEADERS = List.of("Accept: text/html", "Accept: */*;q=x", "Accept: ,,,",
            "Accept: \u00ff",
            "Accept: application/json", "Content-Type: text/xml", "Content-Type: application/json; charset=utf-16",
            "Content-Type: application/json; charset=nonsense", "Content-Type: ;;", "Content-Type: multipart/form-data",
            "Content-Type: application/x-www-form-urlencoded", "Content-Encoding: gzip", "If-Match: *",
            "If-Match: W/\"",
            "If-Match: \"1\", W/\"2\", ,", "If-None-Match: *", "If-None-Match: W/\"1\"", "If-None-Match: \u00fc",
            "If-Modified-Since: yesterday", "If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT", "Range: bytes=0-1",
            "Expect: 100-continue", "Expect: wonders", "Authorization: Bearer x", "Authorization: Basic eDp5",
            "Authorization: Bearer scrydon_scim_\u00ff", "Authorization:", "X-Request-Id: a\u00ffb",
            "X-Request-Id: <script>",
            "X-HTTP-Method-Override: DELETE", "X-Forwarded-Host: evil", "X-Forwarded-Proto: ftp",
            "Origin: https://evil",
            "Cookie: a=b; \u0001", "Upgrade: h2c", "Prefer: respond-async", "Accept-Language: \u00e4", "Te: trailers",
            "A B: c",
            "No-Colon", "X: " + "y".repeat(9_000), "Forwarded: for=\"", "Accept-Charset: x", "Host: other", ": empty");

    private static final List<Framing> FRAMINGS = List.of(Framing.values());

    private final Random random;
    private final FuzzJson json;

    FuzzMutations(Random random) {
        this.random = random;
        this.json = new FuzzJson(random);
    }

    /** Usually one break, sometimes several, sometimes none, so that all goes on changing. */
    FuzzRequest broken(FuzzRequest request) {
        var result = request;
        for (int i = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(2); i > 0; i--) {
            result = once(result);
        }
        return result;
    }

    private FuzzRequest once(FuzzRequest request) {
        int kind = random.nextInt(100);
        if (kind < 60) {
            return request.body().length > 0
                    ? request.withBody(body(request.body()))
                    : request.withTarget(query(request.target()));
        }
        if (kind < 72) {
            return request.withTarget(query(request.target()));
        }
        if (kind < 80) {
            return request.withTarget(path(request.target()));
        }
        if (kind < 93) {
            return request.withHeader(any(HEADERS));
        }
        return kind < 97
                ? request.withMethod(any(METHODS))
                : request.framed(FRAMINGS.get(random.nextInt(FRAMINGS.size())));
    }

    private byte[] body(byte[] body) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3, 4 -> json.broken(body);
            case 5, 6 -> text(new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
            case 7 -> flipped(body);
            case 8 -> java.util.Arrays.copyOf(body, random.nextInt(body.length + 1));
            default -> doubled(body);
        };
    }

    private byte[] flipped(byte[] body) {
        var copy = body.clone();
        for (int i = 1 + random.nextInt(3); i > 0 && copy.length > 0; i--) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        }
        return copy;
    }

    private byte[] doubled(byte[] body) {
        var copy = java.util.Arrays.copyOf(body, body.length * 2);
        System.arraycopy(body, 0, copy, body.length, body.length);
        return copy;
    }

    /** Takes out, puts in, or repeats a piece of a text. */
    String text(String text) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(6));
        return switch (random.nextInt(6)) {
            case 0 -> text.substring(0, from) + text.substring(to);
            case 1, 2, 3 -> text.substring(0, from) + any(TOKENS) + text.substring(from);
            case 4 -> text.substring(0, from) + any(TOKENS) + text.substring(to);
            default -> text.substring(0, from) + any(TOKENS).repeat(1 + random.nextInt(60)) + text.substring(to);
        };
    }

    private String query(String target) {
        int mark = target.indexOf('?');
        var path = mark < 0 ? target : target.substring(0, mark);
        var query = mark < 0 ? "" : target.substring(mark + 1);
        return switch (random.nextInt(5)) {
            case 0, 1, 2 -> path + "?filter=" + ScimClient.encoded(text(any(FuzzSeeds.FILTERS)));
            case 3 -> path + "?" + query + "&" + any(PARAMETERS) + "=" + (random.nextBoolean()
                    ? any(NUMBERS)
                    : ScimClient.encoded(text(any(FuzzSeeds.PATHS))));
            default -> path + "?" + any(PARAMETERS) + "=" + any(NUMBERS) + "&" + any(PARAMETERS) + "=" + any(SEGMENTS)
                    .replace("\u00ff\u0080", "\u00fe");
        };
    }

    private String path(String target) {
        var parts = target.split("/", -1);
        int at = 5 + random.nextInt(Math.max(1, parts.length - 5));
        if (at < parts.length && random.nextBoolean()) {
            parts[at] = any(SEGMENTS);
            return String.join("/", parts);
        }
        return target + (random.nextBoolean() ? "/" : "") + any(SEGMENTS);
    }

    private String any(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
