package com.scrydon.scim.console.signins;

import com.scrydon.scim.console.login.SignIns;
import com.scrydon.scim.console.login.SignedInPerson;
import com.scrydon.scim.console.signins.SignInReport.Outcome;
import com.scrydon.scim.servicekit.limits.Network;
import com.scrydon.scim.supervision.Repeated;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells the management API who signed in and who failed to, so that the audit log has it (R31): a success at once if it can, failures as
 * counts of an address every 10 s. What the API does not take waits, at most 1,000 kinds of it; beyond that it is counted as of unknown
 * addresses. A crash may lose the last window.
 */
@Component
class SignInReports implements SignIns {

    private static final int MOST_KINDS = 1_000;
    private static final long EVERY_MILLIS = 10_000;
    private static final String ELSEWHERE = "other addresses";
    private static final Logger LOG = LoggerFactory.getLogger(SignInReports.class);

    private final SignedInPerson people;
    private final SignInApi api;
    private final Map<Kind, Long> waiting = new LinkedHashMap<>();

    SignInReports(SignedInPerson people, SignInApi api) {
        this.people = people;
        this.api = api;
    }

    private record Kind(Outcome outcome, String name, String address) {}

    private record Counted(Kind kind, long count) {}

    @Override
    public void succeeded(String name, String address) {
        var kind = new Kind(Outcome.SUCCEEDED, name, address);
        tell(kind, 1);
    }

    @Override
    public void failed(String name, String address) {
        note(new Kind(Outcome.FAILED, known(name), Network.of(address)));
    }

    @Override
    public void throttled(String name, String address) {
        note(new Kind(Outcome.THROTTLED, known(name), Network.of(address)));
    }

    /** Whoever types a password into the field of the name must not find it in the audit log. */
    private String known(String name) {
        return people.isKnown(name) ? name : "";
    }

    private void note(Kind kind) {
        synchronized (waiting) {
            var counted = waiting.containsKey(kind) || waiting.size() < MOST_KINDS
                    ? kind
                    : new Kind(kind.outcome(), "", ELSEWHERE);
            waiting.merge(counted, 1L, Long::sum);
        }
    }

    /** What is not taken comes again later; nobody who signs in waits for what others have waiting. */
    @Repeated(value = "sign-in-reports", pauseMillis = EVERY_MILLIS, firstMillis = EVERY_MILLIS)
    void tell() {
        for (var next = take(); next.isPresent(); next = take()) {
            if (!tell(next.get().kind(), next.get().count())) {
                return;
            }
        }
    }

    /** One kind at once. */
    private Optional<Counted> take() {
        synchronized (waiting) {
            var kinds = waiting.entrySet().iterator();
            if (!kinds.hasNext()) {
                return Optional.empty();
            }
            var next = kinds.next();
            var taken = new Counted(next.getKey(), next.getValue());
            kinds.remove();
            return Optional.of(taken);
        }
    }

    private boolean tell(Kind kind, long count) {
        boolean told = api.takes(new SignInReport(kind.outcome(), kind.name(), kind.address(), count));
        if (!told) {
            LOG.warn("the management API takes no report of sign-ins now");
            synchronized (waiting) {
                waiting.merge(kind, count, Long::sum);
            }
        }
        return told;
    }
}
