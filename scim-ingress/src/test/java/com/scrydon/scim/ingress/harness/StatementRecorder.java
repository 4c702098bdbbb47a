package com.scrydon.scim.ingress.harness;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.web.context.request.RequestContextHolder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stands between the ingress and its pool, and remembers which statements requests have executed, with which values. */
public final class StatementRecorder implements BeanPostProcessor {

    private static final CopyOnWriteArrayList<Executed> EXECUTED = new CopyOnWriteArrayList<>();
    private static volatile boolean explaining;
    /** Postgres decides on the sixth execution whether it keeps a plan. */
    private static final int TIMES = 7;

    /** Gives a statement one value, as the request did. */
    @FunctionalInterface
    public interface Binding {
        void give(PreparedStatement statement) throws SQLException;
    }

    /**
     * A statement that a request executed.
     *
     * @param plan what explain (analyze, buffers) said right before; missing if nobody asked
     */
    public record Executed(String sql, List<Binding> bindings, JsonNode plan) {

        public Executed {
            bindings = List.copyOf(bindings);
        }

        /** The plan of the same statement with the same values elsewhere; what explain itself changes is up to the caller. */
        public JsonNode explain(Connection connection, String options) throws SQLException {
            try (var statement = connection.prepareStatement("explain (" + options + ", format json) " + sql)) {
                for (var binding : bindings) {
                    binding.give(statement);
                }
                return json(statement);
            }
        }

        /**
         * The plan and the work of the same statement elsewhere as production comes to execute it: prepared, and executed
         * often enough for Postgres to keep a plan. What it changes is undone.
         *
         * @param session of the simple protocol, with the settings of the pool
         */
        public JsonNode explainPrepared(Connection session) throws SQLException {
            prepare(session);
            try {
                return explainExecution(session);
            } finally {
                run(session, "deallocate hot");
            }
        }

        /** Prepares it as {@code hot}, and executes it often enough for Postgres to keep a plan. */
        void prepare(Connection session) throws SQLException {
            run(session, "prepare hot as " + numbered());
            for (int i = 0; i < TIMES; i++) {
                var _ = execution(session, "");
            }
        }

        /** What an execution of {@code hot} takes. */
        JsonNode explainExecution(Connection session) throws SQLException {
            return JsonMapper.shared().readTree(execution(session, "explain (analyze, buffers, format json) ")).path(0)
                    .path("Plan");
        }

        /** The first value that comes back, as text; empty if there is none. */
        private String execution(Connection session, String explain) throws SQLException {
            session.setAutoCommit(false);
            var values = Collections.nCopies(bindings.size(), "?");
            try (var statement = session.prepareStatement(
                    explain + "execute hot" + (values.isEmpty() ? "" : "(" + String.join(", ", values) + ")"))) {
                for (var binding : bindings) {
                    binding.give(statement);
                }
                if (!statement.execute()) {
                    return "";
                }
                try (var rows = statement.getResultSet()) {
                    return rows.next() ? String.valueOf(rows.getString(1)) : "";
                }
            } finally {
                session.rollback();
                session.setAutoCommit(true);
            }
        }

        private static void run(Connection session, String sql) throws SQLException {
            try (var statement = session.createStatement()) {
                statement.execute(sql);
            }
        }

        private String numbered() {
            var numbered = new StringBuilder();
            int number = 0;
            for (var part : sql.split("\\?", -1)) {
                numbered.append(number == 0 ? "" : "$" + number).append(part);
                number++;
            }
            return numbered.toString();
        }

        /** The plan for values that are not known yet, which pgjdbc's fifth execution can lead to. */
        public JsonNode explainGeneric(Connection connection) throws SQLException {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("explain (generic_plan, format json) " + numbered())) {
                var _ = rows.next();
                return JsonMapper.shared().readTree(rows.getString(1)).path(0).path("Plan");
            }
        }

        private static JsonNode json(PreparedStatement statement) throws SQLException {
            try (var rows = statement.executeQuery()) {
                var _ = rows.next();
                return JsonMapper.shared().readTree(rows.getString(1)).path(0).path("Plan");
            }
        }
    }

    /** What the request executes. */
    public static List<Executed> during(Supplier<?> request) {
        EXECUTED.clear();
        var _ = request.get();
        return List.copyOf(EXECUTED);
    }

    /** The same, each statement with the work that it takes: it is explained first, and that undone. */
    public static List<Executed> explainedDuring(Supplier<?> request) {
        explaining = true;
        try {
            return during(request);
        } finally {
            explaining = false;
        }
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource pool ? new DelegatingDataSource(pool) {
            @Override
            public Connection getConnection() throws SQLException {
                return recorded(super.getConnection());
            }
        } : bean;
    }

    private static Connection recorded(Connection connection) {
        return proxy(Connection.class, (_, method, arguments) -> {
            var result = invoke(method, connection, arguments);
            return method.getName().equals("prepareStatement") && result instanceof PreparedStatement statement
                    ? recorded(connection, statement, (String) arguments[0])
                    : result;
        });
    }

    private static PreparedStatement recorded(Connection connection, PreparedStatement statement, String sql) {
        var bindings = new ArrayList<Binding>();
        return proxy(PreparedStatement.class, (_, method, arguments) -> {
            var name = method.getName();
            if (name.startsWith("set") && arguments.length > 1) {
                bindings.add(other -> invoke(method, other, arguments));
            } else if (name.startsWith("execute") && RequestContextHolder.getRequestAttributes() != null) {
                EXECUTED.add(executed(connection, sql, bindings));
            }
            return invoke(method, statement, arguments);
        });
    }

    private static Executed executed(Connection connection, String sql, List<Binding> bindings) throws SQLException {
        var executed = new Executed(sql, bindings, JsonMapper.shared().missingNode());
        if (!explaining) {
            return executed;
        }
        if (connection.getAutoCommit()) {
            return new Executed(sql, bindings, executed.explain(connection, "analyze, buffers"));
        }
        var before = connection.setSavepoint();
        var plan = executed.explain(connection, "analyze, buffers");
        connection.rollback(before);
        return new Executed(sql, bindings, plan);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, handler));
    }

    private static @Nullable Object invoke(Method method, Object target, Object @Nullable [] arguments)
            throws SQLException {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
