package com.scrydon.scim.eventlog.relay;

import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.codec.FactCodecTests.OneSchemaPerTopic;
import com.scrydon.scim.eventlog.wiring.KafkaClients;
import com.scrydon.scim.eventlog.wiring.KafkaProperties;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.Eventually;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Runs one relay until it is killed: {@code url name bootstrap freeze}. */
final class RelayMain {

    private static final AtomicBoolean FROZEN = new AtomicBoolean();
    private static final AtomicInteger MEMBERS = new AtomicInteger();
    /** More than a fact tells. */
    private static final int FROZEN_AT = 1_500;
    private static final AtomicReference<Relay> RELAY = new AtomicReference<>();
    /** The status that was said last; its lock is held while one is said, and while the process is frozen. */
    private static final AtomicReference<RelayStatus> SAID = new AtomicReference<>();

    /** Where the process stops itself, once, as SIGSTOP from outside would at the worst moment. */
    enum Freeze {
        NEVER, BEFORE_KAFKA_COMMIT, AFTER_KAFKA_COMMIT,
        /** Records of members of the second fact are in Kafka, and others are not. */
        AMONG_MEMBERS
    }

    private RelayMain() {}

    public static void main(String[] arguments) {
        var _ = ProcessHandle.current().parent().orElseThrow().onExit()
                .thenRun(() -> Runtime.getRuntime().halt(1));
        var name = arguments[1];
        var freeze = Freeze.valueOf(arguments[3]);
        var kafka = new KafkaClients(new KafkaProperties(arguments[2], Map.of()));
        var log = new KafkaFactLog(name, new FactCodec(new OneSchemaPerTopic()), RelayWorld.MACS,
                () -> freezing(kafka.relayProducer(name), freeze), kafka::reader, kafka::end, RelayWorld::oneId);
        var relay = new Relay(name, () -> DriverManager.getConnection(arguments[0], "scim_ingress", "scim_ingress"),
                log, new RelayProperties(3, Duration.ofMillis(5), Duration.ofMillis(25)));
        RELAY.set(relay);
        relay.start();
        Eventually.within(Duration.ofDays(1), () -> {
            say();
            throw new AssertionError("it is killed");
        });
    }

    /** A line for a status that was not said yet. */
    private static void say() {
        synchronized (SAID) {
            var status = Objects.requireNonNull(RELAY.get()).status();
            if (!status.equals(SAID.getAndSet(status))) {
                System.out.println(status);
            }
        }
    }

    @SuppressWarnings("unchecked") // a proxy of Producer of whatever
    private static Producer<String, byte[]> freezing(Producer<String, byte[]> producer, Freeze freeze) {
        return (Producer<String, byte[]>) Proxy.newProxyInstance(RelayMain.class.getClassLoader(),
                new Class<?>[]{Producer.class}, (_, method, given) -> {
                    boolean commits = method.getName().equals("commitTransaction");
                    if (commits && freeze == Freeze.BEFORE_KAFKA_COMMIT) {
                        stopOnce();
                    }
                    if (freeze == Freeze.AMONG_MEMBERS && isTheMember(FROZEN_AT, given)) {
                        producer.flush();
                        stopOnce();
                    }
                    try {
                        return method.invoke(producer, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } finally {
                        if (commits && freeze == Freeze.AFTER_KAFKA_COMMIT) {
                            stopOnce();
                        }
                    }
                });
    }

    /** Whether a producer's method is given that record of a member, counted from the first. */
    private static boolean isTheMember(int wanted, Object @Nullable [] given) {
        return given != null && given.length > 0 && given[0] instanceof ProducerRecord<?, ?> record
                && record.topic().equals(Topic.GROUP_MEMBERS_STATE.topicName())
                && MEMBERS.incrementAndGet() == wanted;
    }

    private static void stopOnce() throws IOException, InterruptedException {
        if (FROZEN.compareAndSet(false, true)) {
            synchronized (SAID) {
                // What it came to be before it is said before: said when it wakes, it would look like news.
                say();
                System.out.println("freezes");
                var _ = new ProcessBuilder("kill", "-STOP", Long.toString(ProcessHandle.current().pid())).start()
                        .waitFor();
                System.out.println("woke");
            }
        }
    }
}
