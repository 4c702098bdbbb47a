package com.scrydon.scim.testkit.hostile;

import java.util.List;

/** The words that hostile requests are made of. */
final class HostileWords {

    static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE",
            "PROPFIND", "get");

    static final List<String> HEADERS = List.of("Accept", "Accept-Charset", "Accept-Encoding", "Accept-Language",
            "Access-Control-Request-Method", "Access-Control-Request-Headers", "Authorization", "Cache-Control",
            "Connection", "Content-Encoding", "Content-Language", "Content-Length", "Content-Range", "Content-Type",
            "Cookie", "Date", "Expect", "Forwarded", "From", "Host", "HTTP2-Settings", "HX-Request", "HX-Target",
            "HX-Current-URL", "If-Match", "If-Modified-Since", "If-None-Match", "If-Range", "If-Unmodified-Since",
            "Last-Event-ID", "Max-Forwards", "Origin", "Pragma", "Proxy-Authorization", "Range", "Referer",
            "Sec-Fetch-Site", "Sec-WebSocket-Key", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "User-Agent", "Via",
            "X-Csrf-Token", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Prefix",
            "X-Forwarded-Proto", "X-HTTP-Method-Override", "X-Real-IP", "X-Request-Id", "X-Requested-With");

    static final List<String> VALUES = List.of("", " ", "\t", "a", "0", "-1", "9999999999999999999", "null", "*", "*/*",
            "*/*;q=2", "text/html;q=", "text/html", "application/json;charset=nonsense",
            "application/json; charset=utf-16",
            "a/b/c", "/", ";", "=", "\"", "\"never ended", "W/\"x", "%", "%zz", "%00", "\\", "{", "\u00ff\u00fe",
            "\u0001", "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=",
            "multipart/form-data; boundary=x", "application/json", "application/scim+json", "gzip", "chunked",
            "gzip, chunked", "nonsense", "bytes=0-", "bytes=9-1", "bytes=" + "0-1,".repeat(200), "100-continue",
            "close",
            "h2c", "websocket", "http://[", "http://[::1", "https://evil.example", "evil.example:99999", "[::1",
            "::1%eth0",
            "for=\"[::\";proto=x", "999.1.1.1", "Thu, 99 Foo 2026 00:00:00 GMT", "Bearer", "Bearer a.b.c", "Basic !!!",
            "Digest username", "true", "DELETE", "SCRYDON_CONSOLE=" + "f".repeat(200), "$Version=1; a=\"",
            ",".repeat(3_000),
            "a".repeat(7_000), languages());

    static final List<String> NAMES = List.of("filter", "count", "startIndex", "cursor", "sortBy", "sortOrder",
            "attributes",
            "excludedAttributes", "search", "kind", "at", "account", "team", "name", "label", "username", "password",
            "_csrf",
            "_method", "error", "next", "id", "", "%", "a[b]", "{}");

    static final List<String> PARAMETERS = List.of("", "%", "%0", "%00", "%ff", "%C0%AF", "%u1234", "a=b", "[", "]",
            "{", "}",
            "|", "\"", "'", "\\", "^", "`", "<", ">", "1e999", "-1", "99999999999999999999", "NaN", "%E2%80%AE",
            "%0d%0aX:1",
            "%F0%9F%92%A9", "a".repeat(3_000), "(((((((((", "2026-99-99T99:99:99Z", "+1000000000-01-01T00:00:00Z");

    static final List<String> BENT = List.of("", "/", "//", "/..", "/../..", "/%2e%2e/", "/.", ";a=b", ";", "/%00",
            "/%ff", "/%",
            "/%2f", "/%5c", "\\", "/{id}", "/[x]", "/*", "/\u00e9", "%20", "/%E2%80%AE", "?", "??", "?&&&", "#",
            ".json",
            "/" + "a/".repeat(500), "/" + "b".repeat(3_000));

    static final List<String> BODIES = List.of("", "{}", "[]", "{", "null", "\"", "\u0000", "a=b&%=%", "--x\r\n",
            "{\"a\":".repeat(300));

    private HostileWords() {}

    private static String languages() {
        return "aa,ab,ae,af,ak,am,an,ar,as,av,ay,az,ba,be,bg,bh,bi,bm,bn,bo,br,bs,ca,ce,ch,co,cr,cs,cu,cv";
    }
}
