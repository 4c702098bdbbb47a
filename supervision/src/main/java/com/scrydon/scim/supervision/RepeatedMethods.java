package com.scrydon.scim.supervision;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotationUtils;

/** Finds the {@link Repeated} methods of all beans and calls them while the application runs. */
final class RepeatedMethods implements BeanPostProcessor, SmartLifecycle {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<Call> calls = new ArrayList<>();
    private volatile List<SupervisedThread> threads = List.of();

    private record Call(Object bean, Method method, Repeated how) {

        SupervisedThread start() {
            return SupervisedThread.repeating(how.value(), Duration.ofMillis(how.firstMillis()),
                    Duration.ofMillis(how.pauseMillis()), this::run).start();
        }

        private void run() throws Exception {
            try {
                method.invoke(bean);
            } catch (InvocationTargetException e) {
                switch (e.getCause()) {
                    case Exception cause -> throw cause;
                    case Error cause -> throw cause;
                    case null, default -> throw e;
                }
            }
        }
    }

    @Override
    public synchronized Object postProcessAfterInitialization(Object bean, String beanName) {
        if (!AnnotationUtils.isCandidateClass(bean.getClass(), Repeated.class)) {
            return bean; // one of Spring's or the JDK's: most are
        }
        MethodIntrospector.selectMethods(bean.getClass(),
                (MethodIntrospector.MetadataLookup<Repeated>) method -> AnnotationUtils.findAnnotation(method,
                        Repeated.class))
                .forEach((method, how) -> {
                    method.setAccessible(true);
                    calls.add(new Call(bean, method, how));
                });
        return bean;
    }

    @Override
    public synchronized void start() {
        threads = calls.stream().map(Call::start).toList();
    }

    /** Asks all, then waits for each, so that none uses a bean that is gone. */
    @Override
    public synchronized void stop() {
        threads.forEach(SupervisedThread::requestEnd);
        threads.forEach(thread -> thread.close(PATIENCE));
        threads = List.of();
    }

    @Override
    public boolean isRunning() {
        return !threads.isEmpty();
    }
}
