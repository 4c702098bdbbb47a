package com.scrydon.scim.worker.simulation;

import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.consumers.BatchHandler;
import com.scrydon.scim.eventlog.consumers.TurnByTurn;
import com.scrydon.scim.eventlog.relay.RelayTurns;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.directory.DirectoryModel;
import com.scrydon.scim.worker.applying.ApplyingWithoutThreads;
import com.scrydon.scim.worker.intake.UndecodableRecordsWithoutSpring;
import com.scrydon.scim.worker.planning.PlanningWithoutSpring;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The processes of a history: the real relay and the real consumers, each with a life that can end. */
final class Processes {

    private static final int RELAY_BATCH = 3;
    private static final int TURNS = 3;

    private final Databases databases;
    private final InMemoryLog log;
    private final InMemoryLog planned;
    private final FactCodec codec;
    private final Mutation mutation;
    private final Clock clock;
    private final Life.Fates fates;
    private final Supplier<Chance> chance;

    /** @param planned the log that planning reads; another one only for a mutation */
    Processes(Databases databases, InMemoryLog log, InMemoryLog planned, FactCodec codec, Mutation mutation,
            Clock clock,
            Life.Fates fates, Supplier<Chance> chance) {
        this.databases = databases;
        this.log = log;
        this.planned = planned;
        this.codec = codec;
        this.mutation = mutation;
        this.clock = clock;
        this.fates = fates;
        this.chance = chance;
    }

    /** A place for one process after the other. */
    abstract class Slot {

        private final String name;
        private Life life;
        private int lives;

        Slot(String name) {
            this.name = name;
            this.life = new Life(name, fates);
        }

        /** The life that acts next; a new one after a crash. */
        Life life() {
            if (life.isDead()) {
                replace();
            }
            return life;
        }

        /** A successor takes the slot; if the present life stands still somewhere, it goes on as a zombie. */
        void replace() {
            lives++;
            life = new Life(name + "'" + lives, fates);
            begin(life);
        }

        abstract void begin(Life fresh);

        /** Acts; answers what came of it. */
        abstract String act(Chance chance);
    }

    /** One instance of a relay. */
    final class RelaySlot extends Slot {

        private final String relay;
        private final String role;
        private Optional<Databases.Session> session = Optional.empty();
        private RelayTurns turns;

        RelaySlot(String relay, String role, String instance) {
            super(relay + " relay " + instance);
            this.relay = relay;
            this.role = role;
            this.turns = turns(life());
        }

        @Override
        void begin(Life fresh) {
            session = Optional.empty();
            turns = turns(fresh);
        }

        private RelayTurns turns(Life fresh) {
            return new RelayTurns(relay, () -> {
                var opened = databases.open(role, fresh);
                session = Optional.of(opened);
                return opened.asConnection();
            }, codec, () -> new SimulatedProducer(log, fresh, relay),
                    () -> new SimulatedConsumer(log, fresh, "", chance), log::end,
                    real -> mutation.log(relay, real, databases),
                    RELAY_BATCH);
        }

        /** The database ends the session, as it does when the leader is frozen for too long. */
        void expire() {
            session.ifPresent(Databases.Session::lose);
        }

        @Override
        String act(Chance chance) {
            int count = chance.upTo(TURNS);
            boolean more = true;
            for (int i = 0; i < count && more; i++) {
                more = turns.turn();
            }
            return turns.status();
        }
    }

    /** One consumer group. */
    final class ConsumerSlot extends Slot {

        private final String group;
        private final List<Topic> topics;
        private TurnByTurn consumer;
        private Runnable afterwards = () -> {};

        ConsumerSlot(String group, Topic... topics) {
            super(group);
            this.group = group;
            this.topics = List.of(topics);
            this.consumer = consumer(life());
        }

        String group() {
            return group;
        }

        List<Topic> topics() {
            return topics;
        }

        @Override
        void begin(Life fresh) {
            consumer = consumer(fresh);
        }

        private TurnByTurn consumer(Life fresh) {
            var names = topics.stream().map(Topic::topicName).toList();
            return new TurnByTurn(group, names,
                    () -> new SimulatedConsumer(read(), fresh, group, chance), handler(fresh));
        }

        InMemoryLog read() {
            return group.equals("planning") ? planned : log;
        }

        private BatchHandler handler(Life fresh) {
            var source = databases.of("provisioning_worker", fresh);
            var undecodable = UndecodableRecordsWithoutSpring.create(JdbcClient.create(source), clock);
            if (!group.equals("planning")) {
                return new ApplyingWithoutThreads(source, codec, undecodable, clock).intake();
            }
            var producer = new SimulatedProducer.Buffering(log, fresh, mutation.tasksAreAcknowledgedTooEarly());
            afterwards = producer::drainUnobserved;
            return PlanningWithoutSpring.create(JdbcClient.create(source), codec, undecodable, producer);
        }

        @Override
        String act(Chance chance) {
            var state = consumer.turn();
            afterwards.run();
            return state;
        }

        /** Goes back to the beginning of every partition. */
        void rewind() {
            read().offsets(group).clear();
            replace();
        }

        /** Goes back: the group's offset of each partition becomes an earlier one, or stays. */
        void rewind(RandomGenerator chance) {
            var offsets = read().offsets(group);
            offsets.replaceAll((_, next) -> next == 0 ? 0 : chance.nextLong(next + 1));
            replace();
        }
    }

    /** The retries of parked accounts. */
    final class RetrySlot extends Slot {

        private ApplyingWithoutThreads applying;

        RetrySlot() {
            super("retries");
            this.applying = applying(life());
        }

        @Override
        void begin(Life fresh) {
            applying = applying(fresh);
        }

        private ApplyingWithoutThreads applying(Life fresh) {
            var source = databases.of("provisioning_worker", fresh);
            return new ApplyingWithoutThreads(source, codec,
                    UndecodableRecordsWithoutSpring.create(JdbcClient.create(source), clock), clock);
        }

        @Override
        String act(Chance chance) {
            applying.retryParked();
            return "done";
        }
    }

    /** Somebody who changes the directory. */
    final class WriterSlot extends Slot {

        private final Writer writer;
        private final boolean atOnce;
        private final Consumer<JdbcClient> beforeCommit;

        WriterSlot(String name, DirectoryModel<UUID> model, boolean atOnce, Consumer<JdbcClient> beforeCommit,
                Consumer<String> trace) {
            super(name);
            this.writer = new Writer(databases, codec, model, what -> trace.accept(name + " " + what));
            this.atOnce = atOnce;
            this.beforeCommit = beforeCommit;
        }

        @Override
        void begin(Life fresh) {}

        @Override
        String act(Chance chance) {
            if (writer.isOpen()) {
                writer.commit();
                return "";
            }
            begin(changes -> changes.random(chance.random()));
            if (atOnce) {
                writer.commit();
            }
            return "";
        }

        /** Begins a change; answers whether it was accepted. */
        boolean begin(Function<DirectoryChanges, DirectoryChanges.Change> change) {
            writer.begin(life(), change, beforeCommit);
            return writer.isOpen();
        }

        void finish() {
            writer.commit();
        }
    }
}
