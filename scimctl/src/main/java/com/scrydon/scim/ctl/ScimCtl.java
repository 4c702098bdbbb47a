package com.scrydon.scim.ctl;

import com.scrydon.scim.ctl.deploy.DeployCommand;
import com.scrydon.scim.ctl.operations.DriftCommand;
import com.scrydon.scim.ctl.operations.JobsCommand;
import com.scrydon.scim.ctl.operations.ParkedCommand;
import com.scrydon.scim.ctl.operations.RecomputeCommand;
import com.scrydon.scim.ctl.operations.ReleaseCommand;
import com.scrydon.scim.ctl.operations.StatusCommand;
import com.scrydon.scim.ctl.operations.UndecodableCommand;
import com.scrydon.scim.ctl.operations.WhyCommand;
import com.scrydon.scim.ctl.restore.RestoreCommand;
import com.scrydon.scim.ctl.rights.GrantCommand;
import com.scrydon.scim.ctl.rights.PasswordCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line for operators. */
@Command(name = "scimctl", mixinStandardHelpOptions = true, version = "scimctl 0.1.0", description = "Deploys and operates Scrydon SCIM.", subcommands = {
    DeployCommand.class, StatusCommand.class, ParkedCommand.class, ReleaseCommand.class, UndecodableCommand.class,
    WhyCommand.class, RecomputeCommand.class, DriftCommand.class, JobsCommand.class,
    RestoreCommand.class, GrantCommand.class, PasswordCommand.class})
public final class ScimCtl implements Callable<Integer> {

    @Override
    public Integer call() {
        CommandLine.usage(this, System.out);
        return 2;
    }

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The parsed command line; a failure is one line on standard error, not a stack trace. */
    static CommandLine commandLine() {
        var all = new CommandLine(new ScimCtl()).setExecutionExceptionHandler((failure, command, _) -> {
            command.getErr().println("scimctl: " + reason(failure));
            return 1;
        });
        all.getSubcommands().values().forEach(ScimCtl::explainItself);
        return all;
    }

    /** {@code --help} of each command, down to the last. */
    private static void explainItself(CommandLine command) {
        command.getCommandSpec().mixinStandardHelpOptions(true);
        command.getSubcommands().values().forEach(ScimCtl::explainItself);
    }

    private static String reason(Throwable failure) {
        var cause = failure.getCause();
        var message = String.valueOf(failure.getMessage());
        return cause == null || message.contains(String.valueOf(cause.getMessage()))
                ? message
                : message + " (" + cause.getMessage() + ")";
    }
}
