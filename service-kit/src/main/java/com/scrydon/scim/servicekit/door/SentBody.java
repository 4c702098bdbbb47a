package com.scrydon.scim.servicekit.door;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;

/** Whether a body comes with a request; only then its headers about one mean anything (RFC 9112 §6). */
public final class SentBody {

    private SentBody() {}

    /** True for a body of a length above 0, and for one in chunks, which may turn out empty. */
    public static boolean isIn(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }
}
