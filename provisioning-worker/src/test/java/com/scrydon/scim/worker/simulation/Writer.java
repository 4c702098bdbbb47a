package com.scrydon.scim.worker.simulation;

import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.testkit.directory.DirectoryModel;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** Somebody who changes the directory: statements in one step, the commit in a later one, so that transactions overlap. */
final class Writer {

    private final Databases databases;
    private final FactCodec codec;
    private final DirectoryModel<UUID> model;
    private final Consumer<String> trace;
    private Optional<Open> open = Optional.empty();

    /** A transaction that was begun: its session, and what it changes once it commits. */
    private record Open(Databases.Session session, DirectoryChanges.Change change) {}

    Writer(Databases databases, FactCodec codec, DirectoryModel<UUID> model, Consumer<String> trace) {
        this.databases = databases;
        this.codec = codec;
        this.model = model;
        this.trace = trace;
    }

    boolean isOpen() {
        return open.isPresent();
    }

    /** Begins a change; it may be refused, which leaves nothing open. */
    void begin(Life life, Function<DirectoryChanges, DirectoryChanges.Change> change,
            Consumer<JdbcClient> beforeCommit) {
        try {
            var session = databases.open("scim_ingress", life);
            var jdbc = JdbcClient.create(new SingleConnectionDataSource(session.asConnection(), true));
            try {
                var begun = new TransactionTemplate(new CommitLater(session)).execute(_ -> {
                    var made = change.apply(new DirectoryChanges(jdbc, codec, model));
                    beforeCommit.accept(jdbc);
                    return made;
                });
                open = Optional.of(new Open(session, begun));
                trace.accept("begins: " + begun.what());
            } catch (DataAccessException e) {
                session.lose();
                trace.accept("is refused: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            }
        } catch (SQLException e) {
            trace.accept("cannot connect");
        }
    }

    void commit() {
        open.ifPresent(begun -> {
            open = Optional.empty();
            boolean done = begun.session().commitAndClose();
            if (done) {
                begun.change().effect().run();
            }
            trace.accept((done ? "commits: " : "lost: ") + begun.change().what());
        });
    }

    /** Runs statements in a transaction that stays open; Spring keeps transactions of others on this thread apart. */
    private static final class CommitLater extends AbstractPlatformTransactionManager {

        private static final long serialVersionUID = 1L;

        private final transient Databases.Session session;

        CommitLater(Databases.Session session) {
            this.session = session;
        }

        @Override
        protected Object doGetTransaction() {
            return new Object();
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            session.begin();
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {}

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            session.lose();
        }
    }
}
