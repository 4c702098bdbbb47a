package com.scrydon.scim.localstack.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SupervisedPartTests {

    @TempDir
    private Path temporary = Path.of("");

    private final AtomicInteger errors = new AtomicInteger();
    private final LinkedBlockingQueue<Status> shown = new LinkedBlockingQueue<>();

    @Test
    void aPartThatDiesIsStartedAgain() throws Exception {
        var part = supervised("touch ready; exec tail -f /dev/null");
        part.start();
        awaitState(PartState.READY);
        long first = part.pid().orElseThrow();

        ProcessHandle.of(first).orElseThrow().destroyForcibly();

        awaitState(PartState.RESTARTING);
        awaitState(PartState.READY);
        assertThat(part.pid()).isPresent().isNotEqualTo(java.util.OptionalLong.of(first));
        part.stop();
        assertThat(part.pid()).isEmpty();
    }

    @Test
    void aWatcherThatMeetsAnErrorWatchesTheSameProcessOn() throws Exception {
        errors.set(2);
        var part = supervised("touch ready; exec tail -f /dev/null");
        part.start();
        long pid = part.pid().orElseThrow();
        assertThat(errors).hasValue(0);
        assertThat(new Children(temporary).strays()).extracting(ProcessHandle::pid).containsExactly(pid);

        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        awaitState(PartState.RESTARTING);
        awaitState(PartState.READY);
        part.stop();
    }

    @Test
    void whatAPartCannotDoWhileItServesIsShownUntilItCanAgain() throws Exception {
        var part = supervised("touch ready; exec tail -f /dev/null");
        part.start();
        awaitState(PartState.READY);
        Files.writeString(temporary.resolve("limited"), "gate closed: do this");
        assertThat(awaitState(PartState.LIMITED).note()).isEqualTo("gate closed: do this");
        assertThat(part.limitation()).contains("gate closed: do this");
        Files.delete(temporary.resolve("limited"));
        awaitState(PartState.READY);
        part.stop();
    }

    @Test
    void aPartThatNeverComesUpFailsWithItsReason() {
        var part = supervised("echo ERROR no luck; exit 3");

        assertThatThrownBy(part::start).isInstanceOf(PartFailedException.class).hasMessageContaining("ended with 3")
                .hasMessageContaining("ERROR no luck");
    }

    @Test
    void processesOfADataDirectoryAreRecognised() throws Exception {
        var part = supervised("touch ready; exec tail -f /dev/null");
        part.start();
        long pid = part.pid().orElseThrow();
        var children = new Children(temporary);

        assertThat(children.strays()).extracting(ProcessHandle::pid).containsExactly(pid);
        assertThat(new Children(temporary.resolve("other")).strays()).isEmpty();
        part.stop();
        assertThat(children.strays()).isEmpty();
    }

    private Status awaitState(PartState state) throws InterruptedException {
        for (var status = shown.poll(30, TimeUnit.SECONDS); status != null; status = shown.poll(30,
                TimeUnit.SECONDS)) {
            if (status.state() == state) {
                return status;
            }
        }
        throw new AssertionError("never " + state);
    }

    private SupervisedPart supervised(String script) {
        return new SupervisedPart(new ScriptPart(temporary, script, errors), new Children(temporary),
                temporary.resolve("log"), shown::add, () -> {});
    }

    /** A shell script that is ready once it has made a file. */
    private record ScriptPart(Path folder, String script, AtomicInteger errors) implements Part {

        @Override
        public String name() {
            return "script";
        }

        @Override
        public String address() {
            return "nowhere";
        }

        @Override
        public void prepare(Consumer<String> note) {}

        @Override
        public Launch launch() throws IOException {
            Files.deleteIfExists(folder.resolve("ready"));
            return new Launch(List.of("/bin/sh", "-c", script), Map.of(), folder);
        }

        @Override
        public Optional<String> limitation() {
            try {
                return Optional.of(Files.readString(folder.resolve("limited")));
            } catch (IOException _) {
                return Optional.empty();
            }
        }

        @Override
        public boolean ready() {
            if (errors.get() > 0 && errors.getAndDecrement() > 0) {
                throw new OutOfMemoryError("by the test");
            }
            return Files.exists(folder.resolve("ready"));
        }
    }
}
