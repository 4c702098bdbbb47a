package com.scrydon.scim.ctl.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.scrydon.scim.clients.ApiClients;
import com.scrydon.scim.clients.ApiRefusedException;
import com.scrydon.scim.clients.operations.OperationsApi;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Where the operations API is, as options of every command that calls it; the token comes from the environment only. */
final class Operations {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().changeDefaultPropertyInclusion(
            inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL)).build();

    @Option(names = "--operations-url", required = true, defaultValue = "${env:SCIM_OPERATIONS_URL}", description = "The worker's URL, or its operations API's (or SCIM_OPERATIONS_URL). The token is read from SCIM_API_TOKEN.")
    private URI url = URI.create("");

    private final UnaryOperator<@Nullable String> environment;

    Operations(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    /**
     * Makes a call that answers something, and prints it as JSON.
     *
     * @return 0, or 1 if it was refused, with the reason on standard error
     * @throws IllegalStateException if there is no token
     * @throws com.scrydon.scim.clients.ApiDownException if the service does not answer
     */
    int print(Function<OperationsApi, Object> call) {
        return read(api -> {
            System.out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(call.apply(api)));
            return 0;
        });
    }

    /** Makes a call that answers nothing, and prints that it is done; otherwise as above. */
    int run(Consumer<OperationsApi> call) {
        return read(api -> {
            call.accept(api);
            System.out.println("done");
            return 0;
        });
    }

    /** Makes a call whose answer the command prints itself; answers what that says, otherwise as above. */
    int read(ToIntFunction<OperationsApi> call) {
        var token = environment.apply("SCIM_API_TOKEN");
        if (token == null || token.isBlank()) {
            throw new IllegalStateException("SCIM_API_TOKEN is not set");
        }
        try {
            return call.applyAsInt(new ApiClients(PATIENCE).operations(url, () -> token));
        } catch (ApiRefusedException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }
}
