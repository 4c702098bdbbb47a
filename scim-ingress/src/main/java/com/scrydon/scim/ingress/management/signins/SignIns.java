package com.scrydon.scim.ingress.management.signins;

import com.scrydon.scim.eventlog.outbox.FactContext;
import com.scrydon.scim.eventlog.outbox.Moments;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.facts.AccessFact;
import com.scrydon.scim.facts.Rejection;
import com.scrydon.scim.ingress.changes.ManagementTransactions;
import com.scrydon.scim.ingress.door.requests.People;
import com.scrydon.scim.ingress.door.requests.RequestTrace;
import com.scrydon.scim.servicekit.people.Person;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Each report becomes one fact; its address is the browser's, not the console's. */
@Component
class SignIns {

    private final ManagementTransactions transactions;
    private final Outbox outbox;
    private final Clock clock;

    SignIns(ManagementTransactions transactions, Outbox outbox, Clock clock) {
        this.transactions = transactions;
        this.outbox = outbox;
        this.clock = clock;
    }

    void tell(Person person, RequestTrace trace, SignIn signIn) {
        var subject = "console:" + (signIn.name().isEmpty() ? "unknown name" : signIn.name());
        var from = People.origin(person, trace).at(Moments.now(clock));
        var context = new FactContext(from.actor(), from.requestId(), null, signIn.address(), from.occurredAt());
        transactions.run(() -> {
            outbox.append(context,
                    List.of(PendingFact.unordered(signIn.outcome().type(), person.organisationId(), subject,
                            header -> AccessFact.newBuilder().setHeader(header).setSubject(subject)
                                    .setRejection(rejection(signIn)).build())));
            return signIn;
        });
    }

    private static @Nullable Rejection rejection(SignIn signIn) {
        var outcome = signIn.outcome();
        return outcome == SignIn.Outcome.SUCCEEDED
                ? null
                : Rejection.newBuilder().setMethod("POST").setPath("/login").setStatus(outcome.status())
                        .setDetail(outcome.detail()).setCount(signIn.count()).build();
    }
}
