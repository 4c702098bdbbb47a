package com.scrydon.scim.ctl.operations;

import com.scrydon.scim.clients.operations.OperationsApi;
import com.scrydon.scim.clients.operations.ReleaseBody;
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
    private final Operations operations;

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
        this.operations = new Operations(environment);
    }

    @Override
    public Integer call() {
        if (which.breaker) {
            return operations.run(OperationsApi::releaseBreaker);
        }
        var account = which.account;
        return account == null
                ? operations.print(api -> api.release(new ReleaseBody(which.all ? null : which.cause)))
                : operations.print(api -> api.release(account));
    }
}
