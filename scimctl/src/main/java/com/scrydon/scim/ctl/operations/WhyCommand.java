package com.scrydon.scim.ctl.operations;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code scimctl why ACCOUNT TEAM}. */
@Command(name = "why", description = "Tell why an account is or was in a Team, or what ended it.")
public final class WhyCommand implements Callable<Integer> {

    @Mixin
    private final Operations operations;

    @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Id of the account.")
    private UUID account = new UUID(0, 0);

    @Parameters(index = "1", paramLabel = "TEAM", description = "Id of the Team.")
    private UUID team = new UUID(0, 0);

    @Option(names = "--at", description = "At this past moment, from the audit log, such as 2026-03-01T10:00:00Z.")
    private @Nullable Instant at;

    public WhyCommand() {
        this(System::getenv);
    }

    WhyCommand(UnaryOperator<@Nullable String> environment) {
        this.operations = new Operations(environment);
    }

    @Override
    public Integer call() {
        var moment = at;
        return operations.print(api -> moment == null
                ? api.why(account, team)
                : api.whyAt(account, team, moment.toString()));
    }
}
