package com.scrydon.scim.localstack.bench.neighbour;

import com.scrydon.scim.localstack.demo.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Makes many users by {@code POST /Bulk}. */
final class ManyUsers {

    private static final int AT_ONCE = 500;

    private final Caller scim;
    private final List<String> ids = new ArrayList<>();
    private final Unavailable unavailable = new Unavailable();

    private ManyUsers(Caller scim) {
        this.scim = scim;
    }

    /**
     * Ids of all that were made.
     *
     * @throws IllegalStateException with the first answer that is neither success nor one that asks to come again, or when that does not end
     */
    static List<String> make(Caller scim, int number) {
        var users = new ManyUsers(scim);
        for (int from = 0; from < number; from += AT_ONCE) {
            users.makeAll(IntStream.range(from, Math.min(number, from + AT_ONCE)).mapToObj(i -> "m-" + i).toList());
        }
        return users.ids;
    }

    private void makeAll(List<String> names) {
        var missing = names;
        while (!missing.isEmpty()) {
            missing = notMade(missing);
            if (!missing.isEmpty()) {
                unavailable.waitABit(missing.size() + " of a bulk request");
            }
        }
    }

    /** Which of them are to be made again. */
    private List<String> notMade(List<String> names) {
        var operations = names.stream().map(name -> Map.of("method", "POST", "path", "/Users", "bulkId", name,
                "data", Map.of("userName", name + "@example.com"))).toList();
        var again = new ArrayList<String>();
        for (var done : Organisation.call(scim, "POST", "/Bulk", Map.of("Operations", operations)).body()
                .path("Operations")) {
            var location = done.path("location").asString("");
            if (!location.isEmpty()) {
                ids.add(location.substring(location.lastIndexOf('/') + 1));
            } else if (Unavailable.isTold(done.path("status").asInt(0))) {
                again.add(done.path("bulkId").asString(""));
            } else {
                throw refused(done);
            }
        }
        return again;
    }

    private static IllegalStateException refused(JsonNode operation) {
        return new IllegalStateException("a bulk operation was answered " + operation);
    }
}
