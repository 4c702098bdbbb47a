package com.scrydon.scim.ingress.harness;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs calls at the same time: all threads stand at a barrier before the first one goes. */
public final class Together {

    private Together() {}

    public static <T> List<T> run(List<Callable<T>> calls) {
        var barrier = new CyclicBarrier(calls.size());
        try (var threads = Executors.newFixedThreadPool(calls.size())) {
            var atOnce = calls.stream().<Callable<T>>map(call -> () -> {
                barrier.await();
                return call.call();
            }).toList();
            return threads.invokeAll(atOnce).stream().map(Together::result).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
