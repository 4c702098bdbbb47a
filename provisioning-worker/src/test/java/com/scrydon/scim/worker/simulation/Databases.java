package com.scrydon.scim.worker.simulation;

import com.scrydon.scim.testkit.TestPostgres;
import com.scrydon.scim.worker.simulation.Life.Fate;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Connections to one real database that can fail at every call. Few physical ones are used again and again, so that a
 * lost session costs nothing; a lost one rolls back and gives up its locks, as Postgres does.
 */
final class Databases {

    /**
     * A wait for a lock is a wait for somebody who stands still: it fails at once. Commits need not survive Postgres.
     * Statements are planned once per connection: planning them anew took as long as running them.
     */
    private static final String OPTIONS = "?prepareThreshold=1&preparedStatementCacheQueries=1024&options="
            + "-c%20lock_timeout=1ms%20-c%20synchronous_commit=off%20-c%20plan_cache_mode=force_generic_plan";
    /** No failure of Postgres is played here, so nothing needs its log; and autovacuum would take locks by the clock. */
    private static final String FOR_SPEED = """
            do $$
            declare
                child regclass;
            begin
                loop
                    select c.oid into child from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where n.nspname in ('directory', 'membership') and c.relkind = 'r' and c.relpersistence = 'p'
                        and not exists (
                            select from pg_constraint f join pg_class r on r.oid = f.conrelid
                            where f.contype = 'f' and f.confrelid = c.oid and f.conrelid <> c.oid
                                and r.relpersistence = 'p')
                    limit 1;
                    exit when child is null;
                    execute format('alter table %s set (autovacuum_enabled = off)', child);
                    execute format('alter table %s set unlogged', child);
                end loop;
            end $$
            """;
    private static final String TABLES = """
            select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('directory', 'membership') and c.relkind = 'r'
            """;
    private static final String RELEASE = "select pg_advisory_unlock_all()";

    private final TestPostgres.Database database;
    private final Mutation mutation;
    private final JdbcClient owner;
    private final String vacuum;
    private final Map<String, Deque<Connection>> idle = new HashMap<>();
    private final Set<UUID> poisoned = new HashSet<>();

    Databases(TestPostgres.Database database, Mutation mutation) {
        this.database = database;
        this.mutation = mutation;
        try {
            this.owner = JdbcClient.create(new SingleConnectionDataSource(connect("postgres"), true));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        owner.sql("set lock_timeout = 0").update();
        owner.sql(FOR_SPEED).update();
        InitialDirectory.prepare(owner);
        this.vacuum = "vacuum " + String.join(", ", owner.sql(TABLES).query(String.class).list());
    }

    /** For preparing and inspecting; never fails on purpose. */
    JdbcClient owner() {
        return owner;
    }

    /** The same few rows are written and deleted in every history. */
    void vacuum() {
        owner.sql(vacuum).update();
    }

    /** Accounts whose recomputation fails on their data. */
    Set<UUID> poisoned() {
        return poisoned;
    }

    /** Connections of a role, for one life. */
    DataSource of(String role, Life life) {
        return new AbstractDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                return open(role, life).asConnection();
            }

            @Override
            public Connection getConnection(String user, String password) throws SQLException {
                return getConnection();
            }
        };
    }

    Session open(String role, Life life) throws SQLException {
        life.call("connect");
        var free = idle.computeIfAbsent(role, _ -> new ArrayDeque<>());
        var physical = free.isEmpty() ? connect(role) : free.pop();
        var session = new Session(physical, free, life);
        life.atDeath(session::lose);
        return session;
    }

    private Connection connect(String role) throws SQLException {
        return DriverManager.getConnection(database.url() + OPTIONS, role, role);
    }

    /** One session: what is asked of it is a call to the outside; once lost, everything fails. */
    final class Session implements InvocationHandler {

        private final Connection physical;
        private final Deque<Connection> free;
        private final Life life;
        private boolean locking;
        private boolean lost;

        private Session(Connection physical, Deque<Connection> free, Life life) {
            this.physical = physical;
            this.free = free;
            this.life = life;
        }

        Connection asConnection() {
            return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
                    new Class<?>[]{Connection.class}, this);
        }

        void begin() {
            try {
                physical.setAutoCommit(false);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Whether the commit happened; not if the session was lost before. */
        boolean commitAndClose() {
            boolean commits = !lost;
            try {
                if (commits) {
                    physical.commit();
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            lose();
            return commits;
        }

        /** Ends the session on Postgres' side. */
        void lose() {
            if (lost) {
                return;
            }
            lost = true;
            try {
                if (!physical.getAutoCommit()) {
                    physical.rollback();
                    physical.setAutoCommit(true);
                }
                if (locking) {
                    release();
                }
                free.push(physical);
            } catch (SQLException e) {
                throw new IllegalStateException("the simulation lost a connection of its own", e);
            }
        }

        private void release() throws SQLException {
            try (PreparedStatement statement = physical.prepareStatement(RELEASE)) {
                statement.execute();
            }
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            return switch (method.getName()) {
                case "close" -> {
                    lose();
                    yield null;
                }
                case "isClosed" -> lost;
                case "rollback" -> lost ? null : pass(physical, method, arguments);
                case "setAutoCommit" -> lost ? null : pass(physical, method, arguments);
                case "commit" -> {
                    call("before the commit in Postgres");
                    physical.commit();
                    call("after the commit in Postgres");
                    yield null;
                }
                case "prepareStatement" -> {
                    call((String) arguments[0]);
                    var sql = mutation.statement((String) arguments[0]);
                    arguments[0] = sql;
                    locking |= sql.contains("pg_try_advisory_lock");
                    yield prepared((PreparedStatement) pass(physical, method, arguments), sql);
                }
                case "createStatement" -> {
                    call("statement");
                    yield withoutSettings((Statement) pass(physical, method, arguments));
                }
                case "hashCode" -> System.identityHashCode(this);
                case "equals" -> Proxy.isProxyClass(arguments[0].getClass())
                        && Proxy.getInvocationHandler(arguments[0]) == this;
                case "toString" -> "session of " + life.name();
                default -> pass(physical, method, arguments);
            };
        }

        private void call(String what) throws SQLException {
            if (lost) {
                throw new SQLException("simulated: the session is gone", "57P01");
            }
            if (life.call(what) == Fate.FAILS) {
                lose();
                throw new SQLException("simulated: the connection broke, " + what, "08006");
            }
            if (lost) {
                throw new SQLException("simulated: the session went meanwhile", "57P01");
            }
        }

        private PreparedStatement prepared(PreparedStatement real, String sql) {
            if (poisoned.isEmpty() || !sql.contains("directory.effective_teams(")) {
                return real;
            }
            return (PreparedStatement) Proxy.newProxyInstance(Connection.class.getClassLoader(),
                    new Class<?>[]{PreparedStatement.class}, (_, method, arguments) -> {
                        if (arguments != null && arguments.length > 1 && arguments[1] instanceof UUID[] ids
                                && Arrays.stream(ids).anyMatch(poisoned::contains)) {
                            throw new SQLException("simulated: the account's data is not accepted", "23514");
                        }
                        return pass(real, method, arguments);
                    });
        }

        /** Sessions are lost when the schedule says so, not after seconds of the real clock. */
        private static Statement withoutSettings(Statement real) {
            return (Statement) Proxy
                    .newProxyInstance(Connection.class.getClassLoader(), new Class<?>[]{Statement.class},
                            (_, method, arguments) -> method.getName().equals("execute")
                                    && ((String) arguments[0]).startsWith("set idle")
                                            ? false
                                            : pass(real, method, arguments));
        }

        private static Object pass(Object target, Method method, Object[] arguments) throws Throwable {
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }
}
