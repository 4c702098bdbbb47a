package com.scrydon.scim.localstack;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.BaseStream;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** That a class starts threads, or has them started: each way that the JDK and Spring have. */
final class ThreadStarts extends ArchCondition<JavaClass> {

    private static final Set<String> OF_THREAD = Set.of("<init>", "ofPlatform", "ofVirtual", "startVirtualThread",
            "start");
    private static final List<Class<?>> POOLS = List.of(Timer.class, AbstractExecutorService.class,
            AsyncTaskExecutor.class);

    ThreadStarts() {
        super("start threads");
    }

    @Override
    public void check(JavaClass item, ConditionEvents events) {
        for (var access : item.getCodeUnitAccessesFromSelf()) {
            events.add(new SimpleConditionEvent(item, starts(access), access.getDescription()));
        }
        for (var method : item.getMethods()) {
            events.add(new SimpleConditionEvent(item,
                    method.isAnnotatedWith(Scheduled.class) || method.isAnnotatedWith(Async.class),
                    method.getDescription() + " is called on a thread of Spring"));
        }
        events.add(new SimpleConditionEvent(item, item.isAnnotatedWith(EnableScheduling.class),
                item.getDescription() + " has Spring schedule"));
    }

    private static boolean starts(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        var name = access.getName();
        boolean thread = owner.isAssignableTo(Thread.class) && OF_THREAD.contains(name);
        boolean pool = (name.equals("<init>") && POOLS.stream().anyMatch(owner::isAssignableTo)) || isJdk(owner);
        boolean future = owner.isAssignableTo(CompletableFuture.class) && name.endsWith("Async")
                && !hasExecutor(access);
        boolean stream = (owner.isAssignableTo(BaseStream.class) && name.equals("parallel"))
                || (owner.isAssignableTo(Collection.class) && name.equals("parallelStream"));
        return thread || pool || future || stream;
    }

    private static boolean isJdk(JavaClass owner) {
        return owner.isEquivalentTo(Executors.class) || owner.isEquivalentTo(ForkJoinPool.class);
    }

    private static boolean hasExecutor(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget target
                && target.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Executor.class));
    }
}
