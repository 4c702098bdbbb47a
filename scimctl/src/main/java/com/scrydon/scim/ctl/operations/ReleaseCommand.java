package com.scrydon.scim.ctl.operations;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code scimctl release}. */
@Command(name = "release", description = "Have parked accounts tried again at once, or close the breaker.")
public final class ReleaseCommand implements Callable<Integer> {

    @Mixin
    private final OperationsApi api;

    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    /** What to release: exactly one of these. */
    private static final class Which {

        @Option(names = "--account", required = true, description = "This account.")
        private @Nullable UUID account;

        @Option(names = "--cause", required = true, description = "Accounts whose cause begins so.")
        private String cause = "";

        @Option(names = "--all", required = true, description = "All of the organisation.")
        private boolean all;

        @Option(names = "--breaker", required = true, description = "The breaker: for some minutes whatever fails is parked, however many accounts it is.")
        private boolean breaker;
    }

    public ReleaseCommand() {
        this(System::getenv);
    }

    ReleaseCommand(UnaryOperator<@Nullable String> environment) {
        this.api = new OperationsApi(environment);
    }

    @Override
    public Integer call() {
        if (which.breaker) {
            return api.print("POST", "/breaker/release", null);
        }
        return which.account == null
                ? api.print("POST", "/parked/release", which.all ? Map.of() : Map.of("cause", which.cause))
                : api.print("POST", "/parked/" + which.account + "/release", null);
    }
}
