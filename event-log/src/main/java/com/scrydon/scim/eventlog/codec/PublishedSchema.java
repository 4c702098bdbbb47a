package com.scrydon.scim.eventlog.codec;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.avro.Schema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The form of a schema that is registered and pinned: what the {@code .avsc} file says, without the
 * {@code avro.java.string} properties that generated classes add and that made look-ups in a registry fail.
 *
 * @param schema the schema without properties of the Java binding
 * @param fingerprint hex SHA-256 of the schema's JSON; unlike Avro's parsing fingerprint it tells logical types apart
 */
public record PublishedSchema(Schema schema, String fingerprint) {

    private static final JsonMapper JSON = JsonMapper.shared();

    public static PublishedSchema of(Schema generated) {
        var schema = new Schema.Parser().parse(strip(JSON.readTree(generated.toString())).toString());
        return new PublishedSchema(schema, sha256(schema.toString()));
    }

    private static JsonNode strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("avro.java.string");
        }
        node.forEach(PublishedSchema::strip);
        return node;
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
