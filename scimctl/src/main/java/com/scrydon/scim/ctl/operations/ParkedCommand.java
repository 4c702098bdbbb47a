package com.scrydon.scim.ctl.operations;

import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code scimctl parked}. */
@Command(name = "parked", description = "List parked accounts: whose recomputation failed on their own data.")
public final class ParkedCommand implements Callable<Integer> {

    @Mixin
    private final Operations operations;

    @Mixin
    private final PageOptions page = new PageOptions();

    public ParkedCommand() {
        this(System::getenv);
    }

    ParkedCommand(UnaryOperator<@Nullable String> environment) {
        this.operations = new Operations(environment);
    }

    @Override
    public Integer call() {
        return operations.print(api -> api.parked(page.count(), page.cursor()));
    }
}
