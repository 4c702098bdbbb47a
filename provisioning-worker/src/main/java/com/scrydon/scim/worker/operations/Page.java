package com.scrydon.scim.worker.operations;

import com.scrydon.scim.servicekit.problems.ApiProblemException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * So many rows after a cursor, which is the id of the last row seen.
 *
 * @param count rows, 1 to 1,000
 */
public record Page(int count, UUID after) {

    private static final int DEFAULT_COUNT = 100;
    private static final int MAX_COUNT = 1_000;

    public static Page of(@Nullable Integer count, @Nullable String cursor) {
        int rows = count == null ? DEFAULT_COUNT : Math.clamp(count, 1, MAX_COUNT);
        try {
            return new Page(rows, cursor == null || cursor.isEmpty() ? new UUID(0, 0) : UUID.fromString(cursor));
        } catch (IllegalArgumentException _) {
            throw ApiProblemException.badRequest("the cursor is not one of ours");
        }
    }

    public <T> Optional<String> next(List<T> rows, Function<T, UUID> id) {
        return rows.size() < count ? Optional.empty() : Optional.of(id.apply(rows.getLast()).toString());
    }
}
