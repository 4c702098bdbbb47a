package com.scrydon.scim.ingress.scim.preconditions;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * Hides {@code If-None-Match} from Spring once a controller has answered: only the controller knows whether an answer shows
 * what changes without the version (derived groups), and Spring would turn every 200 with a known ETag into a 304.
 */
public final class OwnConditions extends HttpServletRequestWrapper {

    /** Request attribute that says that an answer was made. */
    public static final String ANSWERED = OwnConditions.class.getName() + ".answered";

    private static final String IF_NONE_MATCH = "If-None-Match";

    public OwnConditions(HttpServletRequest request) {
        super(request);
    }

    @Override
    public @Nullable String getHeader(String name) {
        return isHidden(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    private boolean isHidden(String name) {
        return name.equalsIgnoreCase(IF_NONE_MATCH) && getAttribute(ANSWERED) != null;
    }
}
