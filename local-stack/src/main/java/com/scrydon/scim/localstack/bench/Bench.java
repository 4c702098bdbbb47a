package com.scrydon.scim.localstack.bench;

import com.scrydon.scim.localstack.demo.Caller;
import com.scrydon.scim.localstack.layout.StackFile;
import com.scrydon.scim.localstack.layout.StackLayout;
import com.scrydon.scim.localstack.postgres.PostgresPart;
import java.time.Duration;
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
 * @param sql one connection of the role that owns all schemas: for preparing many rows, and for looking again and again
 */
record Bench(StackLayout layout, StackFile stack, JdbcClient sql) {

    private static final int TOO_LONG_SECONDS = 600;
    private static final Duration OFTEN = Duration.ofMillis(5);

    UUID organisation() {
        return UUID.fromString(stack.organisation());
    }

    /** Connections of the same role, for raw ceilings. */
    DataSource database() {
        return database(layout);
    }

    static DriverManagerDataSource database(StackLayout layout) {
        return new DriverManagerDataSource(layout.jdbcUrl(), PostgresPart.OWNER,
                layout.secrets().password(PostgresPart.OWNER));
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

    /** Nanoseconds until the condition holds, which is cheap to look at. */
    static long until(Condition condition) throws Exception {
        return until(OFTEN, condition);
    }

    /** Nanoseconds until the condition holds, looking so often. */
    static long until(Duration pause, Condition condition) throws Exception {
        long began = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - began > TOO_LONG_SECONDS * 1_000_000_000L) {
                throw new IllegalStateException("it did not happen within " + TOO_LONG_SECONDS + " s");
            }
            LockSupport.parkNanos(pause.toNanos());
        }
        return System.nanoTime() - began;
    }

    /** Everything that was published is applied and indexed: the machine is quiet. */
    void quiet() throws Exception {
        var _ = until(() -> sql.sql("""
                select not exists (select from directory.outbox) and not exists (select from membership.outbox)
                """).query(Boolean.class).single());
    }
}
