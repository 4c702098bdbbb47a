package com.scrydon.scim.ingress.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Breaks JSON as a tree: other types, odd texts and numbers, missing, doubled, renamed and misplaced members. */
final class FuzzJson {

    private static final JsonMapper PLAIN = JsonMapper.shared();
    /** Writes halves of surrogate pairs as escapes, which UTF-8 could not carry. */
    private static final JsonMapper ESCAPING = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final List<String> KEYS = List.of("", "$ref", "SCHEMAS", "id", "Value", "op", "path", "a.b.c",
            "emails[",
            "\u0000", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "urn:x:", "members", "primary",
            "userName",
            "\uD800", "__proto__", "name.givenName", "x".repeat(700), "active", "password", "externalId", "meta");

    private final Random random;

    FuzzJson(Random random) {
        this.random = random;
    }

    byte[] broken(byte[] body) {
        try {
            var tree = PLAIN.readTree(body);
            var holders = new ArrayList<JsonNode>();
            collect(tree, holders);
            if (!holders.isEmpty()) {
                change(holders.get(random.nextInt(holders.size())));
            }
            return doubledKey(ESCAPING.writeValueAsString(tree)).getBytes(StandardCharsets.UTF_8);
        } catch (JacksonException _) {
            return body;
        }
    }

    private static void collect(JsonNode node, List<JsonNode> holders) {
        if (node.isContainer() && !node.isEmpty()) {
            holders.add(node);
            node.forEach(child -> collect(child, holders));
        }
    }

    private void change(JsonNode holder) {
        if (holder instanceof ObjectNode object) {
            var names = List.copyOf(object.propertyNames());
            var name = names.get(random.nextInt(names.size()));
            switch (random.nextInt(6)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(KEYS.get(random.nextInt(KEYS.size())), object.get(name));
                case 2 -> object.set(KEYS.get(random.nextInt(KEYS.size())), value(object));
                case 3 -> object.set(name, PLAIN.createArrayNode().add(object.get(name)));
                default -> object.set(name, value(object));
            }
        } else if (holder instanceof ArrayNode array) {
            int at = random.nextInt(array.size());
            switch (random.nextInt(3)) {
                case 0 -> array.add(array.get(at).deepCopy());
                case 1 -> array.remove(at);
                default -> array.set(at, value(array));
            }
        }
    }

    private JsonNode value(JsonNode holder) {
        var nodes = PLAIN.getNodeFactory();
        return switch (random.nextInt(17)) {
            case 0 -> nodes.nullNode();
            case 1 -> nodes.booleanNode(random.nextBoolean());
            case 2 -> nodes.numberNode(random.nextLong());
            case 3 -> nodes.numberNode(new java.math.BigDecimal("-1.5e-300"));
            case 4 -> nodes.numberNode(new java.math.BigDecimal("1e999999999"));
            case 5 -> nodes.numberNode(new java.math.BigInteger("9".repeat(500)));
            case 6 -> nodes.stringNode("");
            case 7 -> nodes.stringNode("\u0000");
            case 8 -> nodes.stringNode("a\uD800b");
            case 9 -> nodes.stringNode("\u202E\u00e9\u0301\uD83D\uDE00\u200B\uFFFF \u2028");
            case 10 -> nodes.stringNode("x".repeat(1 + random.nextInt(6_000)) + "@example.com");
            case 11 -> nodes.stringNode("'; drop table directory.account; -- %s ? :id");
            case 12 -> nodes.arrayNode();
            case 13 -> nodes.objectNode();
            case 14 -> deep(1 + random.nextInt(60));
            case 15 -> holder.deepCopy();
            default -> many();
        };
    }

    private JsonNode deep(int depth) {
        JsonNode node = PLAIN.getNodeFactory().numberNode(1);
        for (int i = 0; i < depth; i++) {
            node = random.nextBoolean()
                    ? PLAIN.createArrayNode().add(node)
                    : PLAIN.createObjectNode().set("value", node);
        }
        return node;
    }

    private JsonNode many() {
        var array = PLAIN.createArrayNode();
        for (int i = random.nextInt(1_500); i > 0; i--) {
            array.addObject().put("value", "v" + i).put("primary", true);
        }
        return array;
    }

    /** Now and then a key stands twice in an object, which no tree can hold. */
    private String doubledKey(String text) {
        int at = text.indexOf('{', random.nextInt(text.length()));
        return random.nextInt(12) == 0 && at >= 0
                ? text.substring(0, at + 1) + "\"userName\":1,\"userName\":\"2\"," + text.substring(at + 1)
                : text;
    }
}
