package com.scrydon.scim.localstack.endtoend;

import com.scrydon.scim.localstack.demo.Caller;
import com.scrydon.scim.localstack.demo.Caller.Answer;
import com.scrydon.scim.testkit.Eventually;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Sends a request again until it is answered, as a provisioning agent does: a 5xx is no answer. */
final class PersistentCaller implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Caller caller;

    PersistentCaller(Caller caller) {
        this.caller = caller;
    }

    /** @param inDoubt whether an earlier attempt, which got no answer, may have done the work already */
    record Known(Answer answer, boolean inDoubt) {

        int status() {
            return answer.status();
        }

        String id() {
            return answer.id();
        }
    }

    Known call(String method, String path, @Nullable Map<String, ?> body) {
        var answered = new AtomicReference<Answer>();
        var inDoubt = new AtomicBoolean();
        Eventually.within(PATIENCE, TestStack.PAUSE, () -> answered.set(attempt(method, path, body, inDoubt)));
        return new Known(answered.get(), inDoubt.get());
    }

    private Answer attempt(String method, String path, @Nullable Map<String, ?> body, AtomicBoolean inDoubt)
            throws Exception {
        try {
            var answer = caller.call(method, path, body);
            if (answer.status() < 500) {
                return answer;
            }
            inDoubt.set(true);
            throw new IllegalStateException(method + " " + path + ": " + answer.status() + " " + answer.body());
        } catch (ConnectException e) {
            throw e; // nobody was there to begin the work
        } catch (java.io.IOException e) {
            inDoubt.set(true);
            throw e;
        }
    }

    @Override
    public void close() {
        caller.close();
    }
}
