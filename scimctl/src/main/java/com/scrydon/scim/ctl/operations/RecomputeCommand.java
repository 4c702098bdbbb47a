package com.scrydon.scim.ctl.operations;

import com.scrydon.scim.clients.operations.Job;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code scimctl recompute}: what is in effect becomes what the directory says, whatever happened. */
@Command(name = "recompute", description = "Have accounts recomputed: always safe, and no change where all is well. Role: operator.", footer = {
    "", "Example: scimctl recompute --team 0198c0de-0000-7000-8000-00000000000a"})
public final class RecomputeCommand implements Callable<Integer> {

    @Mixin
    private final Operations operations;

    @Mixin
    private final Watching watching = new Watching();

    @ArgGroup(multiplicity = "1")
    private final Which which = new Which();

    /** Exactly one of these. */
    private static final class Which {

        @Option(names = "--user", required = true, description = "This account.")
        private @Nullable UUID user;

        @Option(names = "--team", required = true, description = "Who is in this Team or has a reason to be.")
        private @Nullable UUID team;

        /** Read as the lack of the others, one of which must be said. */
        @Option(names = "--organisation", required = true, description = "All of the organisation.")
        @SuppressWarnings("UnusedVariable")
        private boolean organisation;
    }

    public RecomputeCommand() {
        this(System::getenv);
    }

    RecomputeCommand(UnaryOperator<@Nullable String> environment) {
        this.operations = new Operations(environment);
    }

    @Override
    public Integer call() {
        return operations.read(api -> {
            var job = watching.watched(api, api.start(new Job.Asked("recompute", which.user, which.team, null, null)));
            System.out.println(JobLines.of(job));
            return watching.code(job);
        });
    }
}
