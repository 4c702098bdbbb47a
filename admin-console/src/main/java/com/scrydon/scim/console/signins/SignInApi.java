package com.scrydon.scim.console.signins;

import com.scrydon.scim.clients.ApiDownException;
import com.scrydon.scim.clients.ApiRefusedException;
import com.scrydon.scim.clients.management.ManagementApi;
import com.scrydon.scim.clients.management.SignIns;
import com.scrydon.scim.console.login.SignedInPerson;
import com.scrydon.scim.console.signins.SignInReport.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The management API's place for reports of sign-ins; the person who signed in reports it, the console itself what failed. */
@Component
class SignInApi {

    private static final Logger LOG = LoggerFactory.getLogger(SignInApi.class);

    private final ManagementApi api;
    private final SignedInPerson people;

    SignInApi(ManagementApi api, SignedInPerson people) {
        this.api = api;
        this.people = people;
    }

    /** Whether the report has arrived, or will never be taken. */
    boolean takes(SignInReport report) {
        var token = report.outcome() == Outcome.SUCCEEDED ? people.tokenOf(report.name()) : people.tokenOfConsole();
        var body = new SignIns(report.outcome().word(), report.name(), report.address(), report.count());
        try {
            api.report(body, "Bearer " + token);
            return true;
        } catch (ApiDownException _) {
            return false;
        } catch (ApiRefusedException e) {
            LOG.error("the management API refuses a report of {} sign-ins: {}", report.count(), e.getMessage());
            return e.status() != 429;
        }
    }
}
