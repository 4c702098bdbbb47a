package com.scrydon.scim.ingress.harness;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every answer below the SCIM base path must be, whatever the request (R24; RFC 7644 §3.12, RFC 7643 §3). */
public final class WireRules {

    private static final String MESSAGES = "urn:ietf:params:scim:api:messages:2.0:";
    private static final Set<String> SCIM_TYPES = Set.of("invalidFilter", "tooMany", "mutability", "invalidSyntax",
            "invalidPath", "noTarget", "invalidValue", "invalidVers", "sensitive", "invalidCursor", "expiredCursor",
            "invalidCount");
    private static final Set<String> ERROR_MEMBERS = Set.of("schemas", "status", "scimType", "detail");

    private WireRules() {}

    /**
     * An answer as it came.
     *
     * @param headers names in lower case
     */
    public record Seen(String method, int status, Map<String, String> headers, String body) {

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** The first rule that the answer breaks. */
    public static Optional<String> violation(Seen seen) {
        if (!seen.header("x-content-type-options").equals("nosniff")
                || !seen.header("cache-control").contains("no-store")) {
            return Optional.of("without the headers of a private answer");
        }
        boolean bodiless = seen.status == 204 || seen.status == 304 || seen.method.equals("HEAD")
                || (seen.method.equals("OPTIONS") && seen.status == 200);
        if (bodiless) {
            return when(!seen.body.isEmpty(), "a body that must not be there");
        }
        var json = parsed(seen.body);
        if (json == null || !json.isObject()) {
            return Optional.of("no JSON object");
        }
        if (!seen.header("content-type").matches("application/(scim\\+)?json;charset=utf-8")) {
            return Optional.of("Content-Type " + seen.header("content-type"));
        }
        return seen.status >= 400 ? ofError(seen, json) : ofSuccess(seen, json);
    }

    private static Optional<String> ofError(Seen seen, JsonNode json) {
        var type = json.path("scimType").asString("");
        return first(List.of(when(!strings(json.path("schemas")).equals(List.of(MESSAGES + "Error")), "not an Error"),
                when(!json.path("status").isString(), "status is no text"),
                when(!json.path("status").asString("").equals(Integer.toString(seen.status)), "status differs"),
                when(json.path("detail").asString("").isBlank(), "no detail"),
                when(!ERROR_MEMBERS.containsAll(json.propertyNames()), "foreign members"),
                when(json.has("scimType") && !typeFits(seen.status, type), "scimType " + type),
                when(seen.status == 409 && !type.equals("uniqueness"), "409 without uniqueness"),
                when(seen.status == 401 && !seen.header("www-authenticate").startsWith("Bearer"), "no challenge"),
                when(seen.status == 405 && seen.header("allow").isEmpty(), "405 without Allow"),
                when(seen.status == 503 && !seen.header("retry-after").matches("\\d+"), "503 without Retry-After")));
    }

    private static boolean typeFits(int status, String type) {
        return status == 409 ? type.equals("uniqueness") : status == 400 && SCIM_TYPES.contains(type);
    }

    private static Optional<String> ofSuccess(Seen seen, JsonNode json) {
        var schemas = strings(json.path("schemas"));
        if (schemas.isEmpty() || !json.propertyNames().iterator().next().equals("schemas")) {
            return Optional.of("schemas missing or not first");
        }
        if (seen.body.contains("\"password\":\"")) {
            return Optional.of("a password");
        }
        if (schemas.getFirst().equals(MESSAGES + "BulkResponse")) {
            return ofBulk(json);
        }
        return schemas.getFirst().equals(MESSAGES + "ListResponse") ? ofList(json) : ofResource(seen, json, schemas);
    }

    private static Optional<String> ofList(JsonNode json) {
        return first(List.of(when(!json.path("totalResults").isIntegralNumber(), "totalResults"),
                when(!json.path("itemsPerPage").isIntegralNumber(), "itemsPerPage"),
                when(!json.path("Resources").isArray(), "no Resources"),
                when(json.path("itemsPerPage").asInt() != json.path("Resources").size(), "itemsPerPage differs"),
                when(json.path("totalResults").asInt() < json.path("Resources").size(), "totalResults too small")));
    }

    /** Each operation is an answer of its own. */
    private static Optional<String> ofBulk(JsonNode json) {
        if (!json.path("Operations").isArray()) {
            return Optional.of("no Operations");
        }
        return first(json.path("Operations").valueStream().map(WireRules::ofOperation).toList());
    }

    private static Optional<String> ofOperation(JsonNode operation) {
        var status = operation.path("status").asString("");
        var method = operation.path("method").asString("");
        return first(List.of(when(!operation.path("status").isString() || !status.matches("[1-4]\\d\\d|501"),
                "status of an operation " + status),
                when(status.matches("20[01]") && operation.path("location").asString("").isEmpty()
                        && !method.equals("DELETE"), "no location of an operation"),
                when(status.startsWith("4") && !operation.path("response").path("status").asString("").equals(status),
                        "no Error of an operation")));
    }

    private static Optional<String> ofResource(Seen seen, JsonNode json, List<String> schemas) {
        var core = schemas.getFirst();
        if (!core.endsWith(":User") && !core.endsWith(":Group")) {
            return Optional.empty();
        }
        var meta = json.path("meta");
        var location = meta.path("location").asString("");
        return first(List.of(when(json.path("id").asString("").isEmpty(), "no id"),
                when(!seen.header("etag").matches("W/\"\\d+\""), "no ETag"),
                when(meta.has("version") && !meta.path("version").asString().equals(seen.header("etag")),
                        "ETag differs from meta.version"),
                when(meta.has("location") && !location.startsWith("http"), "meta.location is not absolute"),
                when(!seen.header("location").isEmpty() && meta.has("location")
                        && !location.equals(seen.header("location")), "Location differs"),
                when(seen.status == 201 && seen.header("location").isEmpty(), "201 without Location")));
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(node -> node.asString("")).toList();
    }

    private static Optional<String> when(boolean broken, String rule) {
        return broken ? Optional.of(rule) : Optional.empty();
    }

    private static Optional<String> first(List<Optional<String>> rules) {
        return rules.stream().flatMap(Optional::stream).findFirst();
    }

    private static @Nullable JsonNode parsed(String body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException _) {
            return null;
        }
    }
}
