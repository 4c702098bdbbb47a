package com.scrydon.scim.localstack.bench;

import com.scrydon.scim.localstack.demo.Caller;
import com.scrydon.scim.localstack.layout.StackFile;
import com.scrydon.scim.localstack.layout.StackLayout;
import com.scrydon.scim.localstack.postgres.PostgresPart;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * What every measurement has at hand.
 *
 * @param layout of the stack
 * @param stack that runs, and does nothing else
 */
record Bench(StackLayout layout, StackFile stack) {

    private static final int TOO_LONG_SECONDS = 600;
    private static final int POLL_MILLIS = 5;

    UUID organisation() {
        return UUID.fromString(stack.organisation());
    }

    /** Connections of the role that owns all schemas, for preparing many rows and for raw ceilings. */
    DataSource database() {
        return new DriverManagerDataSource(layout.jdbcUrl(), PostgresPart.OWNER,
                layout.secrets().password(PostgresPart.OWNER));
    }

    JdbcClient sql() {
        return JdbcClient.create(database());
    }

    Caller okta() {
        return Caller.likeOkta(stack.scimBaseUrl(), stack.token());
    }

    /** A call that must succeed, or the figures mean nothing. */
    static Caller.Answer call(Caller caller, String method, String path, @Nullable Map<String, ?> body)
            throws Exception {
        var answer = caller.call(method, path, body);
        if (answer.status() >= 300) {
            throw new IllegalStateException(
                    method + " " + path + " answered " + answer.status() + ": " + answer.body());
        }
        return answer;
    }

    /** A condition that becomes true. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }

    /** Nanoseconds until the condition holds. */
    static long until(Condition condition) throws Exception {
        long began = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - began > TOO_LONG_SECONDS * 1_000_000_000L) {
                throw new IllegalStateException("it did not happen within " + TOO_LONG_SECONDS + " s");
            }
            LockSupport.parkNanos(POLL_MILLIS * 1_000_000L);
        }
        return System.nanoTime() - began;
    }

    /** Everything that was published is applied and indexed: the machine is quiet. */
    void quiet() throws Exception {
        var sql = sql();
        var _ = until(() -> sql.sql("""
                select not exists (select from directory.outbox) and not exists (select from membership.outbox)
                """).query(Boolean.class).single());
    }
}
