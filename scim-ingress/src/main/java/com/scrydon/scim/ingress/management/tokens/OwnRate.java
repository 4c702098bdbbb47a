package com.scrydon.scim.ingress.management.tokens;

import com.scrydon.scim.ingress.door.limits.Rate;
import com.scrydon.scim.servicekit.problems.ApiProblemException;
import org.jspecify.annotations.Nullable;

/**
 * The rate that a token is given (R4); body of {@code PUT /tokens/{id}/rate}.
 *
 * @param ratePerSecond requests a second; 0 without a limit, which is for operators to give; null for the service's default
 * @param burst requests at once; null for the default of the rate
 */
record OwnRate(@Nullable Integer ratePerSecond, @Nullable Integer burst) {

    /**
     * The same rate, if there can be such a one.
     *
     * @throws ApiProblemException 400 that says what is wrong
     */
    OwnRate checked() {
        if ((ratePerSecond != null && !Rate.isPossible(ratePerSecond)) || (burst != null && !Rate.isPossible(burst))) {
            throw ApiProblemException.badRequest("ratePerSecond and burst must be 1 to " + Rate.MOST
                    + "; operators may set a rate of 0, which is no limit");
        }
        if (burst != null && (burst < 1 || ratePerSecond == null)) {
            throw ApiProblemException.badRequest("burst must be positive and goes with a ratePerSecond");
        }
        return this;
    }

    /** Whether requests are never refused for their number. */
    boolean isUnlimited() {
        return Integer.valueOf(0).equals(ratePerSecond);
    }
}
