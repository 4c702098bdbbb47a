package com.scrydon.scim.localstack.launcher;

import com.scrydon.scim.eventlog.topics.KafkaRights;
import com.scrydon.scim.localstack.kafka.KafkaLogins;
import com.scrydon.scim.localstack.layout.DataDirectory;
import com.scrydon.scim.localstack.layout.Ports;
import com.scrydon.scim.localstack.layout.Repository;
import com.scrydon.scim.localstack.layout.Secrets;
import com.scrydon.scim.localstack.layout.StackFile;
import com.scrydon.scim.localstack.layout.StackLayout;
import com.scrydon.scim.localstack.postgres.PostgresPart;
import com.scrydon.scim.localstack.services.Services;
import com.scrydon.scim.localstack.supervision.Children;
import com.scrydon.scim.localstack.supervision.Strays;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** One life of a stack: start, {@code stack.json}, wait for the signal, stop. Nothing is left running, however it ends. */
final class RunningStack {

    private final StackLayout layout;
    private final ConsoleBoard board;
    private final Stack stack;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean stopping;
    private @Nullable StackFile published;

    private RunningStack(StackLayout layout, Children children) {
        this.layout = layout;
        this.board = new ConsoleBoard(System.out, Boolean.getBoolean("scim.terminal"));
        this.stack = new Stack(layout, children, board, this::republish);
    }

    /** A stack on a data directory that is ours, once nothing of an earlier launcher is in its way. */
    static RunningStack on(DataDirectory data, Ports ports, boolean fresh) throws IOException, InterruptedException {
        var children = new Children(data.path());
        StackFile.delete(data.path());
        int strays = Strays.end(children, PostgresPart::interrupt);
        if (strays > 0) {
            System.out.println("Ended " + strays + " processes that an earlier launcher had left behind.");
        }
        if (fresh) {
            data.empty();
        }
        ports.requireFree();
        return new RunningStack(new StackLayout(Repository.root(), data, ports, Secrets.in(data)), children);
    }

    /** Returns the exit code: only after a failure, since a signal ends the process itself. */
    int untilStopped() throws IOException, InterruptedException {
        long started = System.nanoTime();
        try {
            System.out.println("Starting on " + layout.data().path() + ", logs in logs/");
            bringUp();
            System.out.println(ReadyText.of(layout, (System.nanoTime() - started) / 1e9, stack.limitations()));
            stopped.await();
            return 0;
        } catch (RuntimeException e) {
            if (stopping) {
                stopped.await();
                return 1;
            }
            stop();
            throw e;
        }
    }

    /** Something to do while the stack runs. */
    @FunctionalInterface
    interface Work {
        boolean with(StackLayout layout, StackFile stack) throws Exception;
    }

    /** Starts, works, stops; answers what the work answered. */
    boolean around(Work work) throws InterruptedException, IOException {
        try {
            bringUp();
            return work.with(layout, StackFile.read(layout.data().path()));
        } catch (RuntimeException | InterruptedException | IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            stop();
        }
    }

    private void bringUp() throws IOException, InterruptedException {
        // A signal runs this; after a failed start, or when the work is done, it is run by hand.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(this::stop));
        board.begin(stack.names());
        stack.start();
        publish();
        board.end();
    }

    private void publish() throws IOException, InterruptedException {
        var demo = new DemoOrganisation(layout, Clock.systemUTC());
        var token = demo.provide();
        var kafka = KafkaLogins.of(KafkaRights.SUBSCRIBER, layout.secrets());
        var file = new StackFile(Services.scimBaseUrl(layout), layout.secrets().organisation().toString(), token,
                Services.managementUrl(layout), Services.operationsUrl(layout), Services.auditUrl(layout),
                demo.adminToken(), StackLayout.url(layout.ports().console()), Services.CONSOLE_USER,
                layout.secrets().password("console"), layout.kafkaBootstrap(),
                kafka.protocol(), kafka.mechanism(), kafka.user(), kafka.password(),
                layout.registryUrl(), layout.jdbcUrl(), Stack.READER, layout.secrets().password(Stack.READER),
                stack.pids());
        synchronized (this) {
            if (!stopping) {
                published = file;
                file.write(layout.data().path());
            }
        }
    }

    /** A part has another process id. */
    private synchronized void republish() {
        if (published != null) {
            published = published.withPids(stack.pids());
            published.write(layout.data().path());
        }
    }

    private void stop() {
        synchronized (this) {
            if (stopping) {
                return;
            }
            stopping = true;
            published = null;
            StackFile.delete(layout.data().path());
        }
        board.end();
        System.out.println("Stopping");
        stack.stop();
        System.out.println("Stopped; the data stays in " + layout.data().path());
        stopped.countDown();
    }
}
