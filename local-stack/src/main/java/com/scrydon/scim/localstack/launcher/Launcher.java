package com.scrydon.scim.localstack.launcher;

import com.scrydon.scim.localstack.demo.DemoCommand;
import com.scrydon.scim.localstack.layout.Refusal;
import com.scrydon.scim.localstack.supervision.PartFailedException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What {@code ./scim} runs: the system on one machine. */
@Command(name = "scim", mixinStandardHelpOptions = true, description = "Scrydon SCIM on one machine.", subcommands = {
    UpCommand.class, DownCommand.class, DemoCommand.class, BenchCommand.class})
public final class Launcher implements Callable<Integer> {

    @Override
    public Integer call() {
        CommandLine.usage(this, System.out);
        return 2;
    }

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Launcher()).setExecutionExceptionHandler((failure, _, _) -> {
            System.err.println("scim: " + reason(failure));
            return 1;
        });
    }

    /** One line for what people can understand; the whole story for what only we can. */
    private static String reason(Exception failure) {
        if (failure instanceof Refusal || failure instanceof PartFailedException) {
            return String.valueOf(failure.getMessage());
        }
        failure.printStackTrace();
        return "unexpected: " + failure.getMessage();
    }
}
