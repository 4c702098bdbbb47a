package com.scrydon.scim.worker.simulation;

import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.SettableClock;
import com.scrydon.scim.testkit.directory.DirectoryModel;
import com.scrydon.scim.worker.simulation.Life.Fate;
import com.scrydon.scim.worker.simulation.Processes.ConsumerSlot;
import com.scrydon.scim.worker.simulation.Processes.RelaySlot;
import com.scrydon.scim.worker.simulation.Processes.RetrySlot;
import com.scrydon.scim.worker.simulation.Processes.Slot;
import com.scrydon.scim.worker.simulation.Processes.WriterSlot;
import com.scrydon.scim.worker.simulation.Step.Action;
import com.scrydon.scim.worker.simulation.Step.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One history: takes its steps one after the other, each by one process, on one thread. */
final class World {

    private static final int ROUNDS = 200;
    private static final Chance ALL_AT_ONCE = new Chance(new Random(0), true);
    private static final List<Action> DOWNSTREAM = List.of(Action.DIRECTORY_RELAY_A, Action.PLANNING, Action.USERS,
            Action.TASKS, Action.RETRIES, Action.MEMBERSHIP_RELAY_A);
    private static final String UNPUBLISHED = """
            select (select count(*) from directory.outbox) + (select count(*) from membership.outbox)
                + (select count(*) from membership.parked_account)
            """;

    /** What keeps a history from coming to rest. */
    private static final String RESTLESS = """
            select 'unpublished ' || type || ' ' || event_seq || ' of ' || key || ' ' || coalesce(refused_because, '')
                from directory.outbox
            union all select 'unpublished ' || type || ' ' || event_seq || ' of ' || key || ' '
                || coalesce(refused_because, '') from membership.outbox
            union all select 'parked ' || account_id || ': ' || cause from membership.parked_account
            union all select 'gate closed: ' || gate_closed_because from directory.relay
                where gate_closed_because is not null
            union all select 'gate closed: ' || gate_closed_because from membership.relay
                where gate_closed_because is not null
            """;

    private final Databases databases;
    private final InMemoryLog log = new InMemoryLog();
    private final InMemoryLog planned;
    private final DirectoryModel<UUID> model = new DirectoryModel<>();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final Map<Action, Slot> slots = new EnumMap<>(Action.class);
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final List<String> trace = new ArrayList<>();
    private boolean calm;

    /** A step under way. */
    private static final class Frame {

        private final Life life;
        private final Chance chance;
        private final Trouble trouble;
        private int calls;
        private boolean struck;

        Frame(Life life, Chance chance, Trouble trouble) {
            this.life = life;
            this.chance = chance;
            this.trouble = trouble;
        }
    }

    /** @param chance for the directory it begins with; empty for one without memberships and nesting */
    World(Databases databases, FactCodec codec, Mutation mutation, Optional<RandomGenerator> chance) {
        this.databases = databases;
        this.planned = mutation.plansBeforeTheCommit() ? new InMemoryLog() : log;
        var processes = new Processes(databases, log, planned, codec, mutation, clock, this::fate, this::chance);
        addWriters(processes, mutation);
        slots.put(Action.DIRECTORY_RELAY_A, processes.new RelaySlot("directory", "scim_ingress", "A"));
        slots.put(Action.DIRECTORY_RELAY_B, processes.new RelaySlot("directory", "scim_ingress", "B"));
        slots.put(Action.MEMBERSHIP_RELAY_A, processes.new RelaySlot("membership", "provisioning_worker", "A"));
        slots.put(Action.MEMBERSHIP_RELAY_B, processes.new RelaySlot("membership", "provisioning_worker", "B"));
        slots.put(Action.PLANNING, processes.new ConsumerSlot("planning", Topic.GROUPS, Topic.TEAMS));
        slots.put(Action.USERS, processes.new ConsumerSlot("users", Topic.USERS));
        slots.put(Action.TASKS, processes.new ConsumerSlot("tasks", Topic.PROVISIONING_TASKS));
        slots.put(Action.RETRIES, processes.new RetrySlot());
        InitialDirectory.write(databases.owner(), model, chance);
        chance.ifPresent(_ -> model.accounts().forEach(account -> log.append(Facts.task(codec, account))));
    }

    private void addWriters(Processes processes, Mutation mutation) {
        for (var action : List.of(Action.WRITE, Action.WRITER_1, Action.WRITER_2)) {
            slots.put(action, processes.new WriterSlot(action.name().toLowerCase(java.util.Locale.ROOT), model,
                    action == Action.WRITE, mutation.plansBeforeTheCommit() ? this::planAtOnce : _ -> {}, trace::add));
        }
    }

    /** A mutation: what the transaction wrote so far reaches planning before it commits. */
    private void planAtOnce(JdbcClient jdbc) {
        jdbc.sql("select topic, key, payload from outbox where topic <> :users and xmin::text::bigint"
                + " = pg_current_xact_id()::text::bigint order by id").param("users", Topic.USERS.topicName())
                .query((row, _) -> planned.append(new ProducerRecord<>(row.getString(1), row.getString(2),
                        row.getBytes(3))))
                .list();
    }

    InMemoryLog log() {
        return log;
    }

    DirectoryModel<UUID> model() {
        return model;
    }

    JdbcClient owner() {
        return databases.owner();
    }

    /** What happened so far, for people. */
    List<String> trace() {
        return trace;
    }

    private Chance chance() {
        var frame = frames.peek();
        if (frame == null) {
            throw new IllegalStateException("nobody acts");
        }
        return frame.chance;
    }

    /** Decides about a call of whoever acts; others' lives are not in trouble now. */
    private Fate fate(Life life, String call) {
        var frame = frames.peek();
        if (calm || frame == null || frame.life != life) {
            return Fate.WORKS;
        }
        frame.calls++;
        return switch (frame.trouble) {
            case Trouble.None() -> Fate.WORKS;
            case Trouble.Crash(int at) when at == frame.calls -> {
                say(life.name() + " crashes: " + call);
                life.end();
                yield Fate.FAILS;
            }
            case Trouble.Failure(int at) when at == frame.calls -> {
                say(life.name() + " fails: " + call);
                yield Fate.FAILS;
            }
            case Trouble.Pause(int at, var meanwhile) when at == frame.calls -> {
                frame.struck = true;
                say(life.name() + " stands still: " + call);
                meanwhile.forEach(this::take);
                say(life.name() + " goes on");
                yield Fate.WORKS;
            }
            case Trouble.Meanwhile(String at, Runnable others) when !frame.struck && call.contains(at) -> {
                frame.struck = true;
                say(life.name() + " stands still: " + call);
                others.run();
                say(life.name() + " goes on");
                yield Fate.WORKS;
            }
            case Trouble.Crash _,Trouble.Failure _,Trouble.Pause _,Trouble.Meanwhile _ -> Fate.WORKS;
        };
    }

    private void say(String what) {
        if (calm) {
            return;
        }
        trace.add("  ".repeat(frames.size()) + what.lines().map(String::strip).collect(Collectors.joining(" ")));
    }

    /** Takes a step; whoever stands still cannot act, so its step is skipped. */
    void take(Step step) {
        var chance = new Random(step.seed());
        switch (step.action()) {
            case REPLACE_PLANNING -> replace(Action.PLANNING);
            case REPLACE_USERS -> replace(Action.USERS);
            case REPLACE_TASKS -> replace(Action.TASKS);
            case REWIND_PLANNING -> rewind(Action.PLANNING, chance);
            case REWIND_USERS -> rewind(Action.USERS, chance);
            case REWIND_TASKS -> rewind(Action.TASKS, chance);
            case EXPIRE_DIRECTORY_LEADER -> expire(Action.DIRECTORY_RELAY_A, Action.DIRECTORY_RELAY_B);
            case EXPIRE_MEMBERSHIP_LEADER -> expire(Action.MEMBERSHIP_RELAY_A, Action.MEMBERSHIP_RELAY_B);
            case POISON -> databases.poisoned().add(model.accounts().get(chance.nextInt(model.accounts().size())));
            case HEAL -> databases.poisoned().clear();
            case CLOCK -> clock.advance(Duration.ofSeconds(1 + chance.nextInt(10)));
            case WRITE, WRITER_1, WRITER_2, DIRECTORY_RELAY_A, DIRECTORY_RELAY_B, MEMBERSHIP_RELAY_A,
                    MEMBERSHIP_RELAY_B, PLANNING, USERS, TASKS, RETRIES ->
                act(step, new Chance(chance, false));
        }
    }

    private void act(Step step, Chance chance) {
        var slot = slots.get(step.action());
        var life = slot.life();
        if (frames.stream().anyMatch(f -> f.life == life)) {
            return;
        }
        var frame = new Frame(life, chance, step.trouble());
        frames.push(frame);
        try {
            var result = slot.act(chance);
            if (!result.isEmpty()) {
                say(life.name() + ": " + result);
            }
        } catch (SimulatedCrash _) {
            // The slot's next step begins a new life.
        } finally {
            frames.pop();
        }
        if (frame.struck) {
            return;
        }
        switch (step.trouble()) {
            case Trouble.Pause(int _, var meanwhile) -> meanwhile.forEach(this::take);
            case Trouble.Meanwhile(String call, Runnable _) ->
                throw new AssertionError(life.name() + " made no call named: " + call);
            case Trouble.None _,Trouble.Crash _,Trouble.Failure _ -> {
            }
        }
    }

    /** For directed histories: each of them takes a step without trouble, in which it takes all it finds. */
    void go(Action... actions) {
        List.of(actions).forEach(action -> act(new Step(action, 0, new Trouble.None()), ALL_AT_ONCE));
    }

    /** For directed histories: a step that stands still at the first call of that name, while others act. */
    void go(Action action, String call, Runnable others) {
        act(new Step(action, 0, new Trouble.Meanwhile(call, others)), ALL_AT_ONCE);
    }

    /** For directed histories: the process dies where it stands. */
    void crash(Action action) {
        slots.get(action).life().end();
    }

    /** For directed histories: a change that commits at once. */
    void change(Function<DirectoryChanges, DirectoryChanges.Change> change) {
        begin(Action.WRITE, change);
        go(Action.WRITE);
    }

    /** For directed histories: a change whose transaction stays open until the writer goes on. */
    void begin(Action action, Function<DirectoryChanges, DirectoryChanges.Change> change) {
        if (!(slots.get(action) instanceof WriterSlot writer) || !writer.begin(change)) {
            throw new AssertionError("the change was refused: " + trace.getLast());
        }
    }

    /** What a consumer group has not read yet. */
    long unread(Action action) {
        return slots.get(action) instanceof ConsumerSlot consumer
                ? unread(consumer)
                : 0;
    }

    private void replace(Action action) {
        slots.get(action).replace();
        say(slots.get(action).life().name() + " takes over");
    }

    /** For directed histories: a consumer group's offsets go back to the beginning. */
    void readFromTheStart(Action action) {
        if (slots.get(action) instanceof ConsumerSlot consumer) {
            consumer.rewind();
        }
    }

    private void rewind(Action action, RandomGenerator chance) {
        if (slots.get(action) instanceof ConsumerSlot consumer) {
            consumer.rewind(chance);
            say(consumer.life().name() + " reads again from earlier offsets");
        }
    }

    private void expire(Action... relays) {
        say("the leader's session ends");
        Stream.of(relays).forEach(r -> ((RelaySlot) slots.get(r)).expire());
    }

    /** Troubles end: transactions that are open commit, processes start anew. */
    void endTroubles() {
        say("troubles end");
        calm = true;
        databases.poisoned().clear();
        slots.values().forEach(slot -> {
            if (slot instanceof WriterSlot writer) {
                writer.finish();
            } else {
                slot.life().end();
            }
        });
    }

    /** Everybody acts until nothing moves any more. */
    void comeToRest() {
        for (int round = 0; round < ROUNDS; round++) {
            clock.advance(Duration.ofHours(2));
            DOWNSTREAM.forEach(action -> act(new Step(action, 0, new Trouble.None()), ALL_AT_ONCE));
            if (isAtRest()) {
                return;
            }
        }
        throw new AssertionError(
                "does not come to rest: " + databases.owner().sql(RESTLESS).query(String.class).list());
    }

    private boolean isAtRest() {
        return consumers().allMatch(c -> unread(c) == 0)
                && databases.owner().sql(UNPUBLISHED).query(Long.class).single() == 0;
    }

    private Stream<ConsumerSlot> consumers() {
        return slots.values().stream().filter(ConsumerSlot.class::isInstance).map(ConsumerSlot.class::cast);
    }

    private static long unread(ConsumerSlot consumer) {
        return consumer.topics().stream().flatMap(t -> InMemoryLog.partitionsOf(t.topicName()).stream())
                .mapToLong(p -> consumer.read()
                        .read(p, consumer.read().offsets(consumer.group()).getOrDefault(p, 0L), Integer.MAX_VALUE)
                        .size())
                .sum();
    }

    /** Gives back every session that is open. */
    void end() {
        calm = true;
        databases.poisoned().clear();
        slots.values().forEach(slot -> slot.life().end());
    }

    /** Every consumer reads again from somewhere. */
    void readAgain(RandomGenerator chance) {
        consumers().forEach(c -> c.rewind(chance));
    }
}
