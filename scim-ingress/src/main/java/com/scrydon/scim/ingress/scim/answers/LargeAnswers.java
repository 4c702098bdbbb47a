package com.scrydon.scim.ingress.scim.answers;

import jakarta.servlet.http.HttpServletRequest;

/** Bounds how many answers are on their way that are too large to be sent at once. */
@FunctionalInterface
public interface LargeAnswers {

    /** Whether the answer to a request may become one, at the latest after some seconds; until the request is done. */
    boolean becomesLarge(HttpServletRequest request);
}
