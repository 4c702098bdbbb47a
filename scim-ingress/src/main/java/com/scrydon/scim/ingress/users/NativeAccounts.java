package com.scrydon.scim.ingress.users;

import com.scrydon.scim.apiaccess.ApiProblemException;
import com.scrydon.scim.eventlog.outbox.AggregateKind;
import com.scrydon.scim.eventlog.outbox.Aggregates;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.outbox.UuidV7;
import com.scrydon.scim.ingress.wire.Caller;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Accounts made in Scrydon, as an invitation makes them; SCIM may link persons later (R7, R37). */
@Component
class NativeAccounts {

    private final UserStore store;
    private final Aggregates aggregates;
    private final Outbox outbox;
    private final TransactionTemplate transactions;
    private final Clock clock;

    NativeAccounts(UserStore store, Aggregates aggregates, Outbox outbox, TransactionTemplate transactions,
            Clock clock) {
        this.store = store;
        this.aggregates = aggregates;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    UUID invite(Caller caller, String email, String displayName, String kind) {
        var now = clock.instant();
        var attributes = JsonMapper.shared().createObjectNode().put("displayName", displayName);
        var account = new Account(UuidV7.at(now), caller.organisationId(), kind, email, email, null, true, false,
                attributes, 1, now, now, null);
        try {
            transactions.executeWithoutResult(_ -> {
                store.insert(account);
                var locked = aggregates.inserted(AggregateKind.ACCOUNT, caller.organisationId(), account.id());
                outbox.append(caller.at(now),
                        List.of(UserFacts.fact(locked, UserFacts.INVITED, account, List.of())));
            });
        } catch (DuplicateKeyException _) {
            throw ApiProblemException.conflict("an account with this e-mail exists already");
        }
        return account.id();
    }
}
