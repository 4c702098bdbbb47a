package com.scrydon.scim.ctl.operations;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code scimctl parked}. */
@Command(name = "parked", description = "List parked accounts: whose recomputation failed on their own data.")
public final class ParkedCommand implements Callable<Integer> {

    @Mixin
    private final OperationsApi api;

    @Option(names = "--count", defaultValue = "100", description = "At most so many (default 100, at most 1000).")
    private int count;

    @Option(names = "--cursor", defaultValue = "", description = "nextCursor of the page before.")
    private String cursor = "";

    public ParkedCommand() {
        this(System::getenv);
    }

    ParkedCommand(UnaryOperator<@Nullable String> environment) {
        this.api = new OperationsApi(environment);
    }

    @Override
    public Integer call() {
        return api.print("GET",
                "/parked?count=" + count + "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8), null);
    }
}
