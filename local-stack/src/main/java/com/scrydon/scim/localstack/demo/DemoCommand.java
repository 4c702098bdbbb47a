package com.scrydon.scim.localstack.demo;

import com.scrydon.scim.localstack.layout.DataDirectoryOption;
import com.scrydon.scim.localstack.layout.StackFile;
import com.scrydon.scim.schemas.Topic;
import java.io.IOException;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./scim demo}: exit code 0 only if every expectation held. */
@Command(name = "demo", mixinStandardHelpOptions = true, description = "Play an Okta conversation against the running stack, and show its effects as they land.")
public final class DemoCommand implements Callable<Integer> {

    @Mixin
    private final DataDirectoryOption where = new DataDirectoryOption();

    @Override
    public Integer call() throws InterruptedException {
        var stack = StackFile.read(where.path());
        var colours = Boolean.getBoolean("scim.terminal") && System.getenv("NO_COLOR") == null;
        var run = UUID.randomUUID().toString().substring(0, 6).toLowerCase(Locale.ROOT);
        System.out.println("Okta talks to " + stack.scimBaseUrl() + " (run " + run + ")");
        return play(stack, new Transcript(System.out, colours), run) ? 0 : 1;
    }

    private static boolean play(StackFile stack, Transcript transcript, String run) throws InterruptedException {
        long began = System.nanoTime();
        try (var okta = Caller.likeOkta(stack.scimBaseUrl(), stack.token());
                var management = Caller.likeTheProduct(stack.managementUrl(), stack.adminToken());
                var audit = Caller.likeTheProduct(stack.auditUrl(), stack.adminToken());
                var subscriber = Subscriber.of(Topic.USERS, stack, run)) {
            var effects = new Effects(transcript, management, audit);
            new Conversation(transcript, okta, management, effects, subscriber, run).hold();
        } catch (IOException e) {
            transcript.broken("no answer: " + e);
        }
        return transcript.summarise((System.nanoTime() - began) / 1e9);
    }
}
