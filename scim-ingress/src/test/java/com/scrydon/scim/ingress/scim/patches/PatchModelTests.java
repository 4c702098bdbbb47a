package com.scrydon.scim.ingress.scim.patches;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.ingress.scim.attributes.ResourceShapes;
import com.scrydon.scim.ingress.scim.patches.ReferencePatch.Operation;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Random PATCHes of random users end as a small reference model says: in the same document, or in the same problem. */
class PatchModelTests {

    private static final long SEED = Long.getLong("scim.test.seed", 20_261_124L);
    private static final int CASES = 10_000;

    @Test
    void r23_r24_patchesEndAsTheReferenceSays() {
        System.out.println("PatchModelTests seed " + SEED);
        var patches = new RandomPatches(new Random(SEED));
        int refused = 0;
        for (int i = 0; i < CASES; i++) {
            var user = JsonMapper.shared().writeValueAsString(patches.user());
            var operations = patches.operations();
            var body = body(operations);
            var expected = reference(user, operations);
            assertThat(ours(user, body)).as("seed %d, case %d: %s%n on %s", SEED, i, body, user).isEqualTo(expected);
            refused += expected.startsWith("{") ? 0 : 1;
        }
        assertThat(refused).as("refused").isBetween(CASES / 10, CASES * 2 / 3);
    }

    private static String reference(String user, List<Operation> operations) {
        try {
            var after = new ReferencePatch(document(user)).apply(operations);
            return sorted(JsonMapper.shared().writeValueAsString(after));
        } catch (ReferencePatch.Refused refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private static String ours(String user, String body) {
        return PatchBody.read(ResourceShapes.USER, json(body)).then(DocumentPatch::of)
                .then(patch -> patch.apply("id-1", json(user)))
                .fold(after -> sorted(after.toString()), problem -> problem.getClass().getSimpleName());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> document(String json) {
        return (Map<String, @Nullable Object>) JsonMapper.shared().readValue(json, Object.class);
    }

    /** The same text for the same document, whatever the order of its keys. */
    private static String sorted(String json) {
        return sorted(JsonMapper.shared().readValue(json, Object.class)).toString().transform(text -> "{" + text + "}");
    }

    private static Object sorted(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var result = new TreeMap<String, Object>();
                map.forEach((key, inner) -> result.put(String.valueOf(key), sorted(inner)));
                yield result;
            }
            case List<?> list -> list.stream().map(PatchModelTests::sorted).toList();
            case null -> "null";
            default -> value instanceof String text ? "\"" + text + "\"" : value;
        };
    }

    private static String body(List<Operation> operations) {
        var written = operations.stream().map(operation -> {
            var json = new LinkedHashMap<String, @Nullable Object>();
            json.put("op", operation.op());
            if (operation.path() != null) {
                json.put("path", RandomPatches.text(operation.path()));
            }
            if (operation.hasValue()) {
                json.put("value", operation.value());
            }
            return json;
        }).toList();
        return JsonMapper.shared().writeValueAsString(Map.of("schemas",
                List.of("urn:ietf:params:scim:api:messages:2.0:PatchOp"), "Operations", written));
    }

    private static ObjectNode json(String text) {
        return ScimJson.parse(text.getBytes(StandardCharsets.UTF_8)).fold(object -> object, problem -> {
            throw new AssertionError(problem.detail() + ": " + text);
        });
    }
}
