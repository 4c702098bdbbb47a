package com.scrydon.scim.testkit.hostile;

import java.nio.charset.StandardCharsets;

/**
 * A request as it goes over the wire.
 *
 * @param target path and query
 * @param headers whole lines, each with its end
 */
public record HostileRequest(String method, String target, String headers, String body) {

    /** Every character a byte: what is sent need not be UTF-8. */
    byte[] bytes() {
        return (method + " " + target + " HTTP/1.1\r\n" + headers + "\r\n" + body)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        var text = new String(bytes(), StandardCharsets.ISO_8859_1);
        var readable = text.length() > 400 ? text.substring(0, 400) + "… (" + text.length() + ")" : text;
        return readable.replace("\r\n", "⏎");
    }
}
