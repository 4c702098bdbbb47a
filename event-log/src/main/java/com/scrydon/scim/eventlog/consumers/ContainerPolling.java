package com.scrydon.scim.eventlog.consumers;

import com.scrydon.scim.supervision.SupervisedThread;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.BatchConsumerAwareMessageListener;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.ContainerProperties.AssignmentCommitOption;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Polls in a container of spring-kafka, a new one for each membership. The container has the thread, the lifecycle and the metrics; what is
 * read, committed and gone back to is the {@link Reading}'s. A container that stops is over: why it did is thrown to the supervised thread
 * that waits for it.
 */
final class ContainerPolling {

    private static final Duration POLL = Duration.ofMillis(500);

    private final String name;
    private final List<String> topics;
    private volatile @Nullable ApplicationContext context;
    private volatile @Nullable ConcurrentMessageListenerContainer<String, byte[]> running;
    private volatile boolean stopping;

    ContainerPolling(String name, List<String> topics) {
        this.name = name;
        this.topics = topics;
    }

    /** Where the container's meters go and its events are heard. */
    void within(ApplicationContext application) {
        context = application;
    }

    /**
     * Subscribes and polls until it is asked to stop, and only then returns. What ends it before is thrown; the reading and its
     * Kafka consumer are over then.
     */
    void poll(Reading reading) throws InterruptedException {
        var life = new Life(reading);
        var container = container(life);
        running = container;
        try {
            container.start();
            if (stopping) {
                container.stop(() -> {});
            }
            life.awaitEnd();
        } finally {
            running = null;
            life.close();
            container.stop(() -> {});
        }
        if (!stopping) {
            throw life.why();
        }
    }

    /** Asks it to stop after the batch in hand. */
    void stop() {
        stopping = true;
        var container = running;
        if (container != null) {
            container.stop(() -> {});
        }
    }

    private ConcurrentMessageListenerContainer<String, byte[]> container(Life life) {
        var properties = new ContainerProperties(topics.toArray(String[]::new));
        properties.setMessageListener(life);
        properties.setConsumerRebalanceListener(life.reading);
        // It never commits: the reading does, before the listener returns.
        properties.setAckMode(AckMode.MANUAL);
        properties.setAssignmentCommitOption(AssignmentCommitOption.NEVER);
        properties.setPollTimeout(POLL.toMillis());
        properties.setListenerTaskExecutor(life::startThread);
        var container = new ConcurrentMessageListenerContainer<String, byte[]>(life, properties);
        container.setBeanName(name);
        container.setCommonErrorHandler(life);
        var application = context;
        if (application != null) {
            container.setApplicationContext(application);
            container.setApplicationEventPublisher(application);
        }
        return container;
    }

    /** From the start of a container to the end of its thread: all that the container calls. */
    private final class Life
            implements
                ConsumerFactory<String, byte[]>,
                CommonErrorHandler,
                BatchConsumerAwareMessageListener<String, byte[]> {

        private final Reading reading;
        private final Map<String, Object> settings;
        private final CountDownLatch ended = new CountDownLatch(1);
        private final AtomicReference<@Nullable Throwable> cause = new AtomicReference<>();
        private volatile @Nullable SupervisedThread thread;

        Life(Reading reading) {
            this.reading = reading;
            this.settings = Map.of("group.id", reading.consumer().groupMetadata().groupId(), "auto.offset.reset",
                    "none", "enable.auto.commit", false);
        }

        void startThread(Runnable task) {
            thread = new SupervisedThread(name + "-container", () -> {
                try {
                    task.run();
                } finally {
                    ended.countDown();
                }
            }).start();
        }

        /** Interrupts its thread if it goes on, as when nobody may wait any longer. */
        void close() {
            var going = thread;
            if (going != null) {
                going.close();
            }
        }

        void awaitEnd() throws InterruptedException {
            ended.await();
        }

        /** What ended it. An {@code Error} is thrown at once. */
        RuntimeException why() {
            return switch (cause.get()) {
                case Error error -> throw error;
                case RuntimeException exception -> exception;
                case null, default -> new IllegalStateException("its container stopped by itself", cause.get());
            };
        }

        private void endedBy(Throwable why) {
            var _ = cause.compareAndSet(null, why);
        }

        @Override
        public Map<String, Object> getConfigurationProperties() {
            return settings;
        }

        @Override
        public boolean isAutoCommit() {
            return false;
        }

        /** Kafka's own consumer but for its polls, which are the reading's. */
        @Override
        @SuppressWarnings("unchecked")
        public Consumer<String, byte[]> createConsumer(@Nullable String group, @Nullable String prefix,
                @Nullable String suffix, @Nullable Properties properties) {
            return (Consumer<String, byte[]>) Proxy.newProxyInstance(Consumer.class.getClassLoader(),
                    new Class<?>[]{Consumer.class}, (_, method, arguments) -> {
                        if (method.getName().equals("poll")) {
                            return poll((Duration) arguments[0]);
                        }
                        try {
                            return method.invoke(reading.consumer(), arguments);
                        } catch (InvocationTargetException e) {
                            throw Objects.requireNonNull(e.getCause());
                        }
                    });
        }

        private ConsumerRecords<String, byte[]> poll(Duration timeout) {
            try {
                return reading.poll(timeout);
            } catch (WakeupException e) {
                throw e;
            } catch (RuntimeException | Error e) {
                endedBy(e);
                throw e;
            }
        }

        @Override
        public void onMessage(List<ConsumerRecord<String, byte[]>> batch, @Nullable Consumer<?, ?> consumer) {
            try {
                reading.handle(batch);
            } catch (Error e) {
                endedBy(e);
                throw e;
            }
        }

        /** Returns when the pause is over; the container polls on then. */
        @Override
        public void handleBatch(Exception thrown, ConsumerRecords<?, ?> batch, Consumer<?, ?> consumer,
                MessageListenerContainer container, Runnable listener) {
            try {
                reading.goBack(batch);
                while (reading.isPausing() && container.isRunning()) {
                    reading.waitOn();
                }
            } catch (RuntimeException e) {
                // The container would log it and poll on.
                end(e, container);
            } catch (Error e) {
                endedBy(e);
                throw e;
            }
        }

        /** A batch that failed is not done. */
        @Override
        public boolean isAckAfterHandle() {
            return false;
        }

        /** Of a poll or of the container itself. It would poll on from wherever a failed callback left it. */
        @Override
        public void handleOtherException(Exception thrown, Consumer<?, ?> consumer, MessageListenerContainer container,
                boolean batchListener) {
            end(thrown, container);
        }

        private void end(Exception why, MessageListenerContainer container) {
            endedBy(why);
            container.stop(() -> {});
        }
    }
}
