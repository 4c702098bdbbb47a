package com.scrydon.scim.ctl.operations;

import com.scrydon.scim.clients.operations.Job;
import com.scrydon.scim.clients.operations.OperationsApi;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scimctl drift check|show|repair}: whether what is in effect is what the definition says. */
@Command(name = "drift", description = "Find and repair memberships in effect that are not what the directory says.", subcommands = {
    DriftCommand.Check.class, DriftCommand.Show.class, DriftCommand.Repair.class})
public final class DriftCommand implements Callable<Integer> {

    /** Unhealthy, as everywhere on this command line. */
    private static final int UNHEALTHY = 4;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine.usage(spec, System.out);
        return 0;
    }

    /** Starts a check and tells what it found. */
    @Command(name = "check", description = "Compare every account of the organisation with the definition; changes nothing. Exits with 4 if any differs, with 1 if it did not come to its end. Role: operator.", footer = {
        "", "Example: scimctl drift check"})
    static final class Check implements Callable<Integer> {

        @Mixin
        private final Operations operations;

        @Mixin
        private final Watching watching = new Watching();

        @Option(names = "--team", description = "Only who is in this Team or has a reason to be.")
        private @Nullable UUID team;

        Check() {
            this(System::getenv);
        }

        Check(UnaryOperator<@Nullable String> environment) {
            this.operations = new Operations(environment);
        }

        @Override
        public Integer call() {
            return operations.read(api -> told(api,
                    watching.watched(api, api.start(new Job.Asked("drift-check", null, team, null, null)))));
        }
    }

    /** Tells again what a check found. */
    @Command(name = "show", description = "Show what a check found. Exits with 4 if any account differed, with 1 if it did not come to its end. Roles: operator, auditor, org-admin.", footer = {
        "", "Example: scimctl drift show 0198c0de-0000-7000-8000-00000000000a"})
    static final class Show implements Callable<Integer> {

        @Mixin
        private final Operations operations;

        @Parameters(paramLabel = "CHECK", description = "Id of the check, from \"scimctl jobs\".")
        private UUID check = new UUID(0, 0);

        Show() {
            this(System::getenv);
        }

        Show(UnaryOperator<@Nullable String> environment) {
            this.operations = new Operations(environment);
        }

        @Override
        public Integer call() {
            return operations.read(api -> told(api, api.job(check)));
        }
    }

    /** Repairs what a check found. */
    @Command(name = "repair", description = "Have the accounts recomputed that differ. Role: operator.", footer = {
        "", "Example: scimctl drift repair 0198c0de-0000-7000-8000-00000000000a --confirm 200"})
    static final class Repair implements Callable<Integer> {

        @Mixin
        private final Operations operations;

        @Mixin
        private final Watching watching = new Watching();

        @Parameters(paramLabel = "CHECK", description = "Id of the check that found them.")
        private UUID check = new UUID(0, 0);

        @Option(names = "--confirm", required = true, paramLabel = "N", description = "How many accounts that check found to differ.")
        private long confirm;

        Repair() {
            this(System::getenv);
        }

        Repair(UnaryOperator<@Nullable String> environment) {
            this.operations = new Operations(environment);
        }

        @Override
        public Integer call() {
            return operations.read(api -> {
                var job = watching.watched(api, api.start(new Job.Asked("repair", null, null, check, confirm)));
                System.out.println(JobLines.of(job));
                System.out.println("they are recomputed within seconds; make sure: scimctl drift check");
                return watching.code(job);
            });
        }
    }

    private static int told(OperationsApi api, Job job) {
        System.out.println(JobLines.of(job));
        @Nullable
        String cursor = null;
        do {
            var page = api.findings(job.id(), cursor);
            page.findings().forEach(finding -> System.out.println("  " + JobLines.of(finding)));
            cursor = page.nextCursor();
        } while (cursor != null);
        if (!job.isDone()) {
            System.err.println("scimctl: the check is " + job.state() + ": what it did not look at is not known");
            return 1;
        }
        if (job.accounts() == 0) {
            System.err.println("scimctl: there are no accounts to look at; is the id right?");
            return 1;
        }
        if (job.differing() > 0) {
            System.out.printf("repair them: scimctl drift repair %s --confirm %d%n", job.id(), job.differing());
            return UNHEALTHY;
        }
        return 0;
    }
}
