package com.scrydon.scim.ingress.management.signins;

import com.scrydon.scim.schemas.FactType;
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
        SUCCEEDED(FactType.CONSOLE_LOGIN_SUCCEEDED, 200, "signed in"),
        FAILED(FactType.CONSOLE_LOGIN_FAILED, 401, "wrong name or password"),
        THROTTLED(FactType.CONSOLE_LOGIN_THROTTLED, 429, "too many tries");

        private final FactType type;
        private final int status;
        private final String detail;

        Outcome(FactType type, int status, String detail) {
            this.type = type;
            this.status = status;
            this.detail = detail;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        FactType type() {
            return type;
        }

        int status() {
            return status;
        }

        String detail() {
            return detail;
        }
    }
}
