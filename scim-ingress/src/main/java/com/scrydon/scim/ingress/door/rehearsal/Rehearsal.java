package com.scrydon.scim.ingress.door.rehearsal;

import com.scrydon.scim.facts.Actor;
import com.scrydon.scim.ingress.changes.Outcome;
import com.scrydon.scim.ingress.changes.ResourceChanges;
import com.scrydon.scim.ingress.changes.ResourceVersion;
import com.scrydon.scim.ingress.door.requests.RequestTrace;
import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.ingress.scim.attributes.ResourceShapes;
import com.scrydon.scim.ingress.scim.preconditions.Preconditions;
import com.scrydon.scim.schemas.ScimUrns;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Creates and deactivates users of an organisation that never comes to be: all in one transaction that is rolled back.
 * A cold process takes seconds for its first requests, and a client that sends sixteen at once would exhaust the pool of
 * connections meanwhile and see 503. Readiness waits for this; without Postgres it is left out.
 */
@Component
class Rehearsal implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final int USERS = 200;
    private static final String ORGANISATION = """
            insert into directory.organisation (id, slug, name) values (:id, :slug, 'Rehearsal, rolled back')
            """;

    private static final String DEACTIVATION = """
            {"schemas":["%s"],"Operations":[{"op":"replace","value":{"active":false}}]}""".formatted(ScimUrns.PATCH_OP);

    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final ResourceChanges<?> users;

    Rehearsal(PlatformTransactionManager manager, JdbcClient jdbc, List<ResourceChanges<?>> types) {
        this.transaction = new TransactionTemplate(manager);
        this.jdbc = jdbc;
        this.users = types.stream().filter(type -> type.endpoint().equals(ResourceShapes.USER.endpoint())).findFirst()
                .orElseThrow();
    }

    @Override
    public void run(ApplicationArguments arguments) {
        long began = System.nanoTime();
        try {
            var played = transaction.execute(status -> {
                status.setRollbackOnly();
                return play(began + LONGEST.toNanos());
            });
            LOG.info("rehearsed {} users in {} ms", played, Duration.ofNanos(System.nanoTime() - began).toMillis());
        } catch (RuntimeException e) {
            LOG.warn("not rehearsed, the first requests will be slow: {}", e.toString());
        }
    }

    /** Answers how many users it got to. */
    private int play(long deadline) {
        var organisation = UUID.randomUUID();
        jdbc.sql(ORGANISATION).param("id", organisation).param("slug", "rehearsal-" + organisation).update();
        var origin = new RequestTrace("rehearsal", "127.0.0.1").by(new Actor("system", "rehearsal", "Rehearsal"),
                organisation);
        int played = 0;
        while (played < USERS && System.nanoTime() < deadline
                && users.create(origin, ScimJson.stored(user(played)))
                        .map(ResourceVersion::of) instanceof Outcome.Created<ResourceVersion>(var made)) {
            var _ = users.patch(origin, made.id(), Preconditions.ofVersion(null), ScimJson.stored(DEACTIVATION));
            played++;
        }
        return played;
    }

    private static String user(int number) {
        return """
                {"schemas":["%2$s"],"userName":"r%1$d@example.com",
                 "externalId":"r%1$d","name":{"givenName":"R","familyName":"Hearsal"},"active":true,
                 "emails":[{"value":"r%1$d@example.com","type":"work","primary":true}]}""".formatted(number,
                ScimUrns.USER);
    }
}
