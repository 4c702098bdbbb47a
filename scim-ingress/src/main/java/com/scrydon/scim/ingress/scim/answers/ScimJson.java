package com.scrydon.scim.ingress.scim.answers;

import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidSyntax;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidValue;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import com.scrydon.scim.language.texts.Texts;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes JSON with SCIM's strictness: no duplicate keys, nothing after the end, bounded depth. */
public final class ScimJson {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_STRING = 1 << 20;

    private static final JsonMapper MAPPER = JsonMapper
            .builder(JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_STRING).build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private ScimJson() {}

    /** The object in these bytes; otherwise invalidSyntax with the position. */
    public static Verdict<ObjectNode> parse(byte[] bytes) {
        var text = Utf8.strictly(bytes);
        return text.then(ScimJson::parse);
    }

    private static Verdict<ObjectNode> parse(String text) {
        try {
            return MAPPER.readTree(text) instanceof ObjectNode object
                    ? checked(object)
                    : Verdict.refuse(new InvalidSyntax("The body must be a JSON object"));
        } catch (JacksonException e) {
            return Verdict.refuse(new InvalidSyntax(position(e)));
        }
    }

    /** The object in a text that this service has written itself. */
    public static ObjectNode stored(String json) {
        return (ObjectNode) MAPPER.readTree(json);
    }

    /** The member of this name, in any case (RFC 7643 §2.1). */
    public static Optional<JsonNode> member(ObjectNode object, String name) {
        return object.properties().stream().filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue).findFirst();
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Writes to a stream, of which it closes nothing. */
    public static JsonGenerator generator(OutputStream output) {
        return MAPPER.writer().without(StreamWriteFeature.AUTO_CLOSE_TARGET).createGenerator(output);
    }

    /** Writes a value where one belongs. */
    public static void write(JsonGenerator json, JsonNode value) {
        MAPPER.writeTree(json, value);
    }

    public static byte[] bytes(JsonNode json) {
        return MAPPER.writeValueAsBytes(json);
    }

    public static String text(JsonNode json) {
        return MAPPER.writeValueAsString(json);
    }

    private static Verdict<ObjectNode> checked(ObjectNode object) {
        return storable(object)
                ? Verdict.of(object)
                : Verdict.refuse(new InvalidValue("Texts must not contain NUL or half a surrogate pair"));
    }

    private static boolean storable(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> object.properties().stream()
                    .allMatch(entry -> Texts.storable(entry.getKey()) && storable(entry.getValue()));
            case JsonNode text when text.isString() -> Texts.storable(text.stringValue());
            case JsonNode other -> other.valueStream().allMatch(ScimJson::storable);
        };
    }

    private static String position(JacksonException e) {
        var location = e.getLocation();
        var at = location == null || location.getLineNr() < 1
                ? ""
                : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
        return "The body is not well-formed JSON" + at;
    }
}
