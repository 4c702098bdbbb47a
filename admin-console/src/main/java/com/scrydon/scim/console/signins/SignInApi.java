package com.scrydon.scim.console.signins;

import com.scrydon.scim.console.apis.ApiClient;
import com.scrydon.scim.console.apis.Service;
import com.scrydon.scim.console.apis.ServiceDownException;
import com.scrydon.scim.console.apis.ServiceRefusedException;
import com.scrydon.scim.console.login.SignedInPerson;
import com.scrydon.scim.console.signins.SignInReport.Outcome;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The management API's place for reports of sign-ins; the person who signed in reports it, the console itself what failed. */
@Component
class SignInApi {

    private static final Logger LOG = LoggerFactory.getLogger(SignInApi.class);

    private final ApiClient api;
    private final SignedInPerson people;

    SignInApi(ApiClient api, SignedInPerson people) {
        this.api = api;
        this.people = people;
    }

    /** Whether the report has arrived, or will never be taken. */
    boolean takes(SignInReport report) {
        var token = report.outcome() == Outcome.SUCCEEDED ? people.tokenOf(report.name()) : people.tokenOfConsole();
        var body = Map.of("outcome", report.outcome().word(), "name", report.name(), "address", report.address(),
                "count", report.count());
        try {
            api.post(Service.MANAGEMENT, "/console/sign-ins", body, token);
            return true;
        } catch (ServiceDownException _) {
            return false;
        } catch (ServiceRefusedException e) {
            LOG.error("the management API refuses a report of {} sign-ins: {}", report.count(), e.getMessage());
            return e.status() != 429;
        }
    }
}
