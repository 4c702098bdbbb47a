package com.scrydon.scim.ctl.operations;

import com.scrydon.scim.clients.operations.Job;
import com.scrydon.scim.clients.operations.OperationsApi;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code scimctl jobs [pause|resume|cancel ID]}. */
@Command(name = "jobs", description = "List recomputations, drift checks and repairs of the organisation, or steer one. Roles: operator; auditor and org-admin to list.", footer = {
    "", "Example: scimctl jobs pause 0198c0de-0000-7000-8000-00000000000a"})
public final class JobsCommand implements Callable<Integer> {

    @Mixin
    private final Operations operations;

    @Parameters(index = "0", arity = "0..1", paramLabel = "ACT", description = "pause, resume or cancel; lists without.")
    private @Nullable Act act;

    @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "Id of the job.")
    private @Nullable UUID id;

    /** What can be done to one. */
    @SuppressWarnings("ImmutableEnumChecker")
    enum Act {
        pause(api -> api::pause), resume(api -> api::resume), cancel(api -> api::cancel);

        private final Function<OperationsApi, Function<UUID, Job>> call;

        Act(Function<OperationsApi, Function<UUID, Job>> call) {
            this.call = call;
        }
    }

    public JobsCommand() {
        this(System::getenv);
    }

    JobsCommand(UnaryOperator<@Nullable String> environment) {
        this.operations = new Operations(environment);
    }

    @Override
    public Integer call() {
        return operations.read(api -> {
            if (act == null) {
                api.jobs().jobs().forEach(job -> System.out.println(JobLines.of(job)));
                return 0;
            }
            if (id == null) {
                System.err.println("scimctl: which job? Its id is in \"scimctl jobs\"");
                return 2;
            }
            System.out.println(JobLines.of(act.call.apply(api).apply(id)));
            return 0;
        });
    }
}
