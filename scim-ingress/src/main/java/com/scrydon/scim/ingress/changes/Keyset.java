package com.scrydon.scim.ingress.changes;

import com.scrydon.scim.servicekit.problems.ApiProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Pages of the management API: so many rows after a cursor, which is the id of the last row seen. Ids are UUIDs of
 * version 7, so that their order is that of creation.
 *
 * @param count rows, 1 to 1,000
 * @param after id of the last row of the page before
 */
public record Keyset(int count, UUID after) {

    private static final int DEFAULT_COUNT = 100;
    private static final int MAX_COUNT = 1_000;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    public static Keyset of(@Nullable Integer count, @Nullable String cursor) {
        int rows = count == null ? DEFAULT_COUNT : Math.clamp(count, 1, MAX_COUNT);
        return new Keyset(rows, cursor == null || cursor.isEmpty() ? BEFORE_ALL : decoded(cursor));
    }

    /** The cursor of the page after these rows; none if they are the last. */
    public <T> Optional<String> next(List<T> rows, Function<T, UUID> id) {
        return rows.size() < count
                ? Optional.empty()
                : Optional.of(Base64.getUrlEncoder().withoutPadding()
                        .encodeToString(id.apply(rows.getLast()).toString().getBytes(StandardCharsets.US_ASCII)));
    }

    private static UUID decoded(String cursor) {
        try {
            return UUID.fromString(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException _) {
            throw ApiProblemException.badRequest("the cursor is not one of ours");
        }
    }
}
