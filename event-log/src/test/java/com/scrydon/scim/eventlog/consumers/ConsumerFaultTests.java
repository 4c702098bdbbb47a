package com.scrydon.scim.eventlog.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.consumers.BatchConsumer.State;
import com.scrydon.scim.supervision.Concern;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.TestKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What goes wrong around a consumer, on a real broker, and what must come of it: nothing is lost, nothing overtakes, nothing
 * is repeated that need not be, and it never stops for good but where records are gone (docs/decisions/003-consumer-loop.md).
 */
@Tag("slow")
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
@TestMethodOrder(OrderAnnotation.class)
class ConsumerFaultTests {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int MANY = 10;
    private static final Pauses SHORT = new Pauses(Duration.ofMillis(20), Duration.ofMillis(500));
    private static final Map<String, String> USUAL = Map.of();

    private final FaultTopic topic = new FaultTopic(TestKafka.bootstrapServers());
    private final Trail trail = new Trail();
    private final List<BatchConsumer> started = new ArrayList<>();

    private Hands hands(String who) {
        return new Hands(who, trail);
    }

    private BatchConsumer start(Hands hands) {
        return start(hands, USUAL, SHORT);
    }

    private BatchConsumer start(Hands hands, Map<String, String> settings, Pauses pauses) {
        return start(topic, hands, settings, pauses, Optional.empty());
    }

    private BatchConsumer start(FaultTopic from, Hands hands, Map<String, String> settings, Pauses pauses,
            Optional<PositionSource> positions) {
        var consumer = new BatchConsumer(hands.who(), List.of(from.name()), () -> from.member(settings), hands,
                positions, pauses);
        started.add(consumer);
        consumer.start();
        return consumer;
    }

    @AfterEach
    void stop() {
        started.forEach(BatchConsumer::close);
        topic.close();
    }

    private void awaitAll() {
        Eventually.within(DEADLINE, () -> trail.assertAllBy(topic.ends()));
    }

    private void assertEachOnceInOrder() {
        trail.assertEachOnceInOrder(Map.of(), topic.ends());
    }

    private static void awaitRunning(BatchConsumer consumer) {
        Eventually.within(DEADLINE, () -> assertThat(consumer.state()).isEqualTo(new State.Running()));
    }

    private static void awaitFailures(BatchConsumer consumer, int many) {
        Eventually.within(DEADLINE, () -> assertThat(consumer.state()).isInstanceOfSatisfying(State.Retrying.class,
                state -> assertThat(state.failures()).isGreaterThanOrEqualTo(many)));
    }

    private static void fail() {
        throw new IllegalStateException("by the test");
    }

    @Test
    void aRebalanceInMidBatchLosesRepeatsAndReordersNothing() {
        topic.send(MANY);
        var gate = new Hands.Gate();
        var first = hands("first");
        first.first(gate);
        var _ = start(first);
        gate.awaitSomebody();
        var _ = start(hands("second"));
        Eventually.within(DEADLINE, () -> assertThat(topic.members()).hasSize(2));
        gate.open();
        topic.awaitMembers(2);
        topic.send(MANY);
        awaitAll();
        assertThat(trail.workers()).containsExactlyInAnyOrder("first", "second");
        assertEachOnceInOrder();
    }

    @Test
    void partitionsThatComeInThePauseAfterAFailureAreReadFromWhereTheyWereLeft() {
        var failing = hands("failing");
        var consumer = start(failing);
        var other = start(hands("other"));
        topic.awaitMembers(2);
        topic.send(MANY);
        awaitAll();
        failing.first(ConsumerFaultTests::fail);
        topic.send(MANY);
        awaitFailures(consumer, 3);
        other.close();
        topic.awaitMembers(1);
        topic.send(MANY);
        awaitFailures(consumer, 8);
        failing.heal();
        awaitAll();
        awaitRunning(consumer);
        assertEachOnceInOrder();
    }

    @Test
    void aPartitionThatIsTakenAwayInThePauseAfterAFailureIsHandledByWhoHasIt() {
        var failing = hands("failing");
        failing.first(ConsumerFaultTests::fail);
        topic.send(MANY);
        var consumer = start(failing);
        awaitFailures(consumer, 3);
        var _ = start(hands("other"));
        topic.awaitMembers(2);
        Eventually.within(DEADLINE, () -> assertThat(trail.workers()).contains("other"));
        failing.heal();
        awaitAll();
        awaitRunning(consumer);
        assertEachOnceInOrder();
    }

    @Test
    void r30_anErrorIsToldAndTheSameRecordsComeAgainInOrder() {
        var hands = hands("errs");
        hands.first(() -> {
            throw new NoClassDefFoundError("a class that is missing");
        });
        topic.send(MANY);
        var consumer = start(hands);
        Eventually.within(DEADLINE, () -> assertThat(consumer.state()).isInstanceOfSatisfying(State.Broken.class,
                state -> {
                    assertThat(state.failures()).isGreaterThan(2);
                    assertThat(state.reason()).isEqualTo("NoClassDefFoundError: a class that is missing");
                }));
        hands.heal();
        topic.send(MANY);
        awaitAll();
        awaitRunning(consumer);
        assertEachOnceInOrder();
    }

    /** Kafka's consumer looks for offsets that are not there before anybody can tell it where to begin; often, not always. */
    @RepeatedTest(5)
    void aGroupThatIsNewReadsFromTheBeginningAtItsFirstAttempt() throws Exception {
        topic.send(MANY);
        var attempts = new AtomicInteger();
        var consumer = new BatchConsumer("new", List.of(topic.name()), () -> {
            attempts.incrementAndGet();
            return topic.member(USUAL);
        }, hands("new"), Optional.empty(), SHORT);
        started.add(consumer);
        consumer.start();
        awaitAll();
        awaitRunning(consumer);
        assertThat(attempts).hasValue(1);
        assertEachOnceInOrder();
    }

    @Test
    void aPartitionWhoseOffsetIsMissingIsReadFromItsBeginningAndTheOthersAreNot() {
        topic.send(MANY);
        var before = start(hands("before"));
        awaitAll();
        before.close();
        topic.forgetOffset(topic.partition(1));
        Map<TopicPartition, Long> from = new HashMap<>(topic.ends());
        from.put(topic.partition(1), 0L);
        trail.forget();
        topic.send(MANY);
        awaitRunning(start(hands("after")));
        Eventually.within(DEADLINE, () -> trail.assertEachOnceInOrder(from, topic.ends()));
    }

    @Test
    void r28_whereRecordsAreGoneItStopsSaysSoAndReadsNoneBehindTheGap() throws Exception {
        topic.send(MANY);
        topic.commit(2);
        topic.deleteBefore(topic.partition(0), 5);
        var consumer = start(hands("stops"));
        Eventually.within(DEADLINE, () -> assertThat(consumer.state()).isInstanceOf(State.Stopped.class));
        assertThat(consumer.state().concern()).isEqualTo(Concern.NEEDS_YOU);
        assertThat(trail.offsets(topic.partition(0))).isEmpty();
        Eventually.within(DEADLINE, () -> assertThat(topic.members()).as("it holds nothing any more").isEmpty());
    }

    @Test
    void whoDoesNotLearnWhereToReadOnReadsNothingUntilItDoes() throws Exception {
        topic.send(MANY);
        topic.commit(7);
        var asked = new AtomicInteger();
        Map<TopicPartition, Long> store = new HashMap<>();
        topic.partitions().forEach(partition -> store.put(partition, 5L));
        PositionSource positions = _ -> {
            if (asked.incrementAndGet() <= 3) {
                throw new IllegalStateException("the store is away");
            }
            return store;
        };
        var consumer = start(topic, hands("asks"), USUAL, SHORT, Optional.of(positions));
        Eventually.within(DEADLINE, () -> trail.assertEachOnceInOrder(store, topic.ends()));
        awaitRunning(consumer);
    }

    /** Who takes longer than Kafka waits is none of the group any more, and its commit is refused. */
    @Test
    void aPartitionThatIsTakenAwayBeforeItsCommitLosesNothingAndWhoHadItGoesOn() {
        topic.send(MANY);
        var gate = new Hands.Gate();
        var slow = hands("slow");
        slow.first(gate);
        var consumer = start(slow, Map.of("max.poll.interval.ms", "2000"), SHORT);
        gate.awaitSomebody();
        var _ = start(hands("other"));
        Eventually.within(DEADLINE, () -> trail.assertAllBy("other", topic.ends()));
        gate.open();
        topic.awaitMembers(2);
        awaitRunning(consumer);
        trail.assertNoneWasOvertaken();
        trail.forget();
        var from = topic.ends();
        topic.send(MANY);
        Eventually.within(DEADLINE, () -> trail.assertEachOnceInOrder(from, topic.ends()));
        assertThat(trail.workers()).containsExactlyInAnyOrder("slow", "other");
    }

    /** A fiftieth of each: of ten minutes, of the longest pause (10 s) and of how long Kafka waits for a poll (5 min). */
    @Test
    void r28_tenMinutesOfFailingBatchesKeepItInItsGroupAndLoseRepeatAndReorderNothing() throws Exception {
        var hands = hands("fails");
        hands.first(ConsumerFaultTests::fail);
        var consumer = start(hands, Map.of("max.poll.interval.ms", "6000"),
                new Pauses(Duration.ofMillis(1), Duration.ofMillis(200)));
        topic.awaitMembers(1);
        var ids = topic.memberIds();
        topic.send(MANY);
        long began = System.nanoTime();
        awaitFailures(consumer, 25);
        topic.send(MANY);
        Eventually.within(DEADLINE, () -> assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isGreaterThan(Duration.ofSeconds(12)));
        assertThat(topic.memberIds()).isEqualTo(ids);
        awaitFailures(consumer, 50);
        hands.heal();
        awaitAll();
        awaitRunning(consumer);
        assertThat(topic.memberIds()).isEqualTo(ids);
        assertEachOnceInOrder();
    }

    @Test
    void r30b_whatAStrangerInTheGroupHeldAndDidNotCommitIsHandledOnceItIsGone() {
        Map<String, Object> settings = Map.of("bootstrap.servers", TestKafka.bootstrapServers(), "group.id",
                topic.name(), "group.protocol", "consumer", "client.id", "stranger", "auto.offset.reset", "earliest",
                "enable.auto.commit", false);
        var consumer = start(hands("ours"));
        topic.awaitMembers(1);
        var read = new AtomicInteger();
        try (var stranger = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            stranger.subscribe(List.of(topic.name()));
            Eventually.within(DEADLINE, () -> {
                assertThat(stranger.poll(Duration.ofMillis(50))).isEmpty();
                assertThat(topic.members()).hasSize(2).doesNotContainValue(0);
            });
            topic.send(MANY);
            Eventually.within(DEADLINE, () -> assertThat(read.addAndGet(stranger.poll(Duration.ofMillis(50)).count()))
                    .isGreaterThanOrEqualTo(MANY));
        }
        awaitAll();
        awaitRunning(consumer);
        assertEachOnceInOrder();
    }

    /** The longest begins first, beside the others. */
    @Test
    @Order(1)
    void r28_whileKafkaIsAwayItWaitsAndCanBeStopped() {
        var broker = TestKafka.another();
        try (var far = new FaultTopic(broker.bootstrapServers())) {
            var failing = hands("waits");
            var consumer = start(far, failing, USUAL, SHORT, Optional.empty());
            far.send(MANY);
            Eventually.within(DEADLINE, () -> trail.assertAllBy(far.ends()));
            failing.first(ConsumerFaultTests::fail);
            far.send(1);
            awaitFailures(consumer, 2);
            broker.kill();
            failing.heal();
            var late = start(far, hands("late"), USUAL, SHORT, Optional.empty());
            awaitRunning(late);
            broker.restart();
            far.send(MANY);
            Eventually.within(DEADLINE, () -> trail.assertAllBy(far.ends()));
            awaitRunning(consumer);
            awaitRunning(late);
            trail.assertNoneWasOvertaken();
            broker.kill();
            var other = CompletableFuture.runAsync(() -> assertThatItEndsSoon(late));
            assertThatItEndsSoon(consumer);
            other.join();
        } finally {
            broker.kill();
        }
    }

    private static void assertThatItEndsSoon(BatchConsumer consumer) {
        long began = System.nanoTime();
        consumer.close();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void r28_aConsumerThatCannotBeMadeIsTriedAgain() {
        topic.send(MANY);
        var asked = new AtomicInteger();
        var consumer = new BatchConsumer("made", List.of(topic.name()), () -> {
            if (asked.incrementAndGet() <= 3) {
                throw new ConfigException("no resolvable bootstrap urls");
            }
            return topic.member(USUAL);
        }, hands("made"), Optional.empty(), SHORT);
        started.add(consumer);
        consumer.start();
        awaitAll();
        awaitRunning(consumer);
    }

    @Test
    void theBatchInHandIsCommittedWhenItIsStopped() {
        topic.send(MANY);
        var gate = new Hands.Gate();
        var hands = hands("stopped");
        hands.first(gate);
        var consumer = start(hands);
        gate.awaitSomebody();
        var closing = CompletableFuture.runAsync(consumer::close);
        Eventually.within(DEADLINE, () -> assertThat(consumer.isRunning()).isFalse());
        gate.open();
        closing.join();
        assertThat(trail.workers()).contains("stopped");
        awaitRunning(start(hands("next")));
        awaitAll();
        assertEachOnceInOrder();
    }

    @Test
    void itEndsInThePauseAfterAFailure() {
        var hands = hands("fails");
        hands.first(ConsumerFaultTests::fail);
        topic.send(1);
        var consumer = start(hands, USUAL, new Pauses(Duration.ofSeconds(30), Duration.ofSeconds(60)));
        awaitFailures(consumer, 1);
        assertThatItEndsSoon(consumer);
        Eventually.within(DEADLINE, () -> assertThat(topic.members()).isEmpty());
    }
}
