package com.scrydon.scim.ctl.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scimctl undecodable}: list, {@code ID…}: show whole, {@code --retry ID…}: handle again. */
@Command(name = "undecodable", description = "List records that could not be decoded, show some of them whole, or have them tried again.")
public final class UndecodableCommand implements Callable<Integer> {

    @Mixin
    private final Operations operations;

    @Mixin
    private final PageOptions page = new PageOptions();

    @Option(names = "--retry", description = "Handle the records as if Kafka delivered them now; those that can be read are settled.")
    private boolean retry;

    @Parameters(paramLabel = "ID", description = "Ids of records, from the list.")
    private List<UUID> ids = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec spec;

    public UndecodableCommand() {
        this(System::getenv);
    }

    UndecodableCommand(UnaryOperator<@Nullable String> environment) {
        this.operations = new Operations(environment);
    }

    /** Answers 1 if any call was refused; the others are made all the same. */
    @Override
    public Integer call() {
        if (ids.isEmpty() && retry && spec != null) {
            throw new ParameterException(spec.commandLine(), "--retry needs ids of records");
        }
        return ids.isEmpty()
                ? operations.print(api -> api.undecodable(page.count(), page.cursor()))
                : ids.stream().mapToInt(this::one).max().orElse(0);
    }

    private int one(UUID id) {
        return retry
                ? operations.print(api -> api.retry(id))
                : operations.print(api -> api.undecodable(id));
    }
}
