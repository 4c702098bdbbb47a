package com.scrydon.scim.console.signins;

import java.util.Locale;

/**
 * Sign-ins that went alike, as the management API takes them.
 *
 * @param name that was tried, empty if the console knows nobody of that name
 * @param address of the browser, of IPv6 the network
 * @param count how many
 */
record SignInReport(Outcome outcome, String name, String address, long count) {

    /** What came of it. */
    enum Outcome {
        SUCCEEDED, FAILED, THROTTLED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
