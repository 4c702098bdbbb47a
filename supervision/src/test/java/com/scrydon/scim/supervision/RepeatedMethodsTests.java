package com.scrydon.scim.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.testkit.Eventually;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Annotated methods run from the start of an application to its end. */
class RepeatedMethodsTests {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    /** Fails at its second call. */
    static class Bean {

        private final AtomicInteger calls = new AtomicInteger();

        @Repeated(value = "bean-calls", pauseMillis = 1)
        void call() {
            if (calls.incrementAndGet() == 2) {
                throw new NoClassDefFoundError("by the test");
            }
        }
    }

    @Test
    void aRepeatedMethodIsCalledUntilTheApplicationEnds() {
        Bean bean;
        try (var application = new AnnotationConfigApplicationContext(SupervisionConfiguration.class, Bean.class)) {
            bean = application.getBean(Bean.class);
            Eventually.within(DEADLINE, () -> assertThat(bean.calls).hasValueGreaterThan(5));
            assertThat(application.getBean(ThreadsHealth.class).health().getDetails().get("beginningAnew")).asString()
                    .contains("bean-calls=1 times in a row: java.lang.NoClassDefFoundError: by the test");
        }
        assertThat(SupervisedThread.started()).noneMatch(thread -> thread.name().equals("bean-calls"));
        // The call in hand was waited for, so that this is the last.
        int last = bean.calls.get();
        Eventually.within(DEADLINE, () -> assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("bean-calls")));
        assertThat(bean.calls).hasValue(last);
    }
}
