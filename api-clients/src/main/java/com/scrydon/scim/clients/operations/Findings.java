package com.scrydon.scim.clients.operations;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A page of the first differences that a job found. */
public record Findings(List<Finding> findings, @Nullable String nextCursor) {

    /**
     * One membership that differs.
     *
     * @param email empty if the directory does not know the account any more
     * @param teamName empty if the Team is deleted
     * @param missing true if it ought to be in effect, false if it ought not
     */
    public record Finding(UUID accountId, String email, UUID teamId, String teamName, boolean missing) {}
}
