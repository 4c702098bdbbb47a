package com.scrydon.scim.ingress.door.requests;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Asks again whether the request's token is good, for whoever has waited for the client meanwhile: a token that ends while its holder
 * dribbles a body changes nothing any more (R2).
 */
@FunctionalInterface
public interface Recheck {

    boolean isStillGood();

    /** Leaves it on the request. */
    static void attach(HttpServletRequest request, Recheck recheck) {
        request.setAttribute(Recheck.class.getName(), recheck);
    }

    /** Whether the token of the request is good now. */
    static boolean isStillGood(HttpServletRequest request) {
        return request.getAttribute(Recheck.class.getName()) instanceof Recheck recheck && recheck.isStillGood();
    }
}
