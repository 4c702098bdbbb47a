package com.scrydon.scim.ingress.console;

import java.util.Locale;

/**
 * Sign-ins at the console that went alike.
 *
 * @param name that was tried; empty if nobody of that name may sign in
 * @param address of the browser
 * @param count how many
 */
record SignIn(Outcome outcome, String name, String address, int count) {

    /** What came of it, and what of a browser's answer says so. */
    enum Outcome {
        SUCCEEDED(200, "signed in"), FAILED(401, "wrong name or password"), THROTTLED(429, "too many tries");

        private final int status;
        private final String detail;

        Outcome(int status, String detail) {
            this.status = status;
            this.detail = detail;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Name of the fact. */
        String type() {
            return "scim.console.login." + word();
        }

        int status() {
            return status;
        }

        String detail() {
            return detail;
        }
    }
}
