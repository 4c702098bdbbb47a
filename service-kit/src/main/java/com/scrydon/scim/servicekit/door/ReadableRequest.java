package com.scrydon.scim.servicekit.door;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * A request whose headers everybody behind the door can read.
 * <ul>
 * <li>{@code Accept-Language}: nothing here speaks more than one language, and Tomcat throws at more than ten.
 * <li>{@code Content-Type} that is none, or a range such as {@code *}{@code /*}: unknown bytes, which each API refuses in its own words;
 * without a body it says nothing.
 * <li>{@code Accept} outside the APIs, which judge it themselves: one that cannot be read may be disregarded (RFC 9110 §12.5.1).
 * </ul>
 */
final class ReadableRequest extends HttpServletRequestWrapper {

    private static final Locale LOCALE = Locale.ENGLISH;
    /** Spring sorts no more than 50. */
    private static final int MOST_TYPES = 50;

    private final @Nullable String contentType;
    private final boolean hidesAccept;

    ReadableRequest(HttpServletRequest request) {
        super(request);
        this.contentType = contentType(request);
        this.hidesAccept = !isOfAnApi(request.getRequestURI()) && !hasReadableAccept(request);
    }

    private static @Nullable String contentType(HttpServletRequest request) {
        var sent = request.getContentType();
        if (sent == null || isConcrete(sent)) {
            return sent;
        }
        return SentBody.isIn(request) ? MediaType.APPLICATION_OCTET_STREAM_VALUE : null;
    }

    private static boolean isConcrete(String type) {
        try {
            return MediaType.parseMediaType(type).isConcrete();
        } catch (InvalidMediaTypeException _) {
            return false;
        }
    }

    private static boolean isOfAnApi(String path) {
        return path.startsWith("/api/") || path.startsWith("/audit/");
    }

    private static boolean hasReadableAccept(HttpServletRequest request) {
        try {
            return MediaType.parseMediaTypes(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)))
                    .size() <= MOST_TYPES;
        } catch (InvalidMediaTypeException _) {
            return false;
        }
    }

    @Override
    public Locale getLocale() {
        return LOCALE;
    }

    @Override
    public Enumeration<Locale> getLocales() {
        return Collections.enumeration(List.of(LOCALE));
    }

    @Override
    public @Nullable String getContentType() {
        return contentType;
    }

    @Override
    public @Nullable String getHeader(String name) {
        if (isHidden(name)) {
            return null;
        }
        return name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE) ? contentType : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        if (isHidden(name) || name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)) {
            var value = getHeader(name);
            return value == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(value));
        }
        return super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(Collections.list(super.getHeaderNames()).stream()
                .filter(name -> getHeader(name) != null).toList());
    }

    private boolean isHidden(String name) {
        return name.equalsIgnoreCase(HttpHeaders.ACCEPT_LANGUAGE)
                || (hidesAccept && name.equalsIgnoreCase(HttpHeaders.ACCEPT));
    }
}
