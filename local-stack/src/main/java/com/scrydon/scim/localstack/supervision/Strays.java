package com.scrydon.scim.localstack.supervision;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/** Ends what a launcher that was killed left running on a data directory. */
public final class Strays {

    private static final long PATIENCE_SECONDS = 15;

    private Strays() {}

    /**
     * Ends them, the database last, so that nobody writes to one that is gone; answers how many there were.
     *
     * @param interruptPostgres asks a PostgreSQL server to stop without waiting for its clients
     */
    public static int end(Children children, LongConsumer interruptPostgres) {
        var strays = children.strays();
        var databases = strays.stream().filter(Strays::isPostgres).toList();
        var others = strays.stream().filter(stray -> !databases.contains(stray)).toList();
        others.forEach(ProcessHandle::destroy);
        awaitOrKill(others);
        databases.forEach(database -> interruptPostgres.accept(database.pid()));
        awaitOrKill(databases);
        return strays.size();
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().filter(command -> command.endsWith("/postgres")).isPresent();
    }

    private static void awaitOrKill(List<ProcessHandle> processes) {
        var gone = processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(gone).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException _) {
            processes.forEach(ProcessHandle::destroyForcibly);
            CompletableFuture.allOf(gone).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
