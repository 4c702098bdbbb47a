package com.scrydon.scim.ingress.harness;

import java.util.List;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Random Users with few different values, so that they have much in common. */
public final class RandomUsers {

    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final List<String> WORDS = List.of("Ana", "ANA", "ana maría", "Ben", "bEn", "Íñigo", "O'Neil", "50%",
            "a_b", "x\"y", "back\\slash", "😀 Smile", "true", "5", "Zoë", ":f1", "q?");
    private static final List<String> TYPES = List.of("work", "Home", "other", "WORK", "mobile");

    private final Random random;

    public RandomUsers(Random random) {
        this.random = random;
    }

    public String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    public ObjectNode next(int number) {
        var user = JsonMapper.shared().createObjectNode();
        user.put("userName", (random.nextBoolean() ? "User" : "user") + number + "@example.com");
        maybe(user, "externalId", (random.nextBoolean() ? "Ext-" : "ext-") + number);
        for (var name : List.of("displayName", "title", "nickName", "profileUrl")) {
            maybe(user, name, word());
        }
        if (random.nextBoolean()) {
            var name = user.putObject("name");
            maybe(name, "familyName", word());
            maybe(name, "givenName", word());
        }
        user.put("active", random.nextInt(4) > 0);
        var emails = user.putArray("emails");
        emails.addObject().put("value", "u" + number + "@example.com").put("type", "work").put("primary", true);
        for (int i = random.nextInt(3); i > 0; i--) {
            var email = emails.addObject().put("value",
                    (random.nextBoolean() ? "Second" : "second") + random.nextInt(9) + "@Home.example");
            maybe(email, "type", TYPES.get(random.nextInt(TYPES.size())));
            maybe(email, "display", word());
        }
        elements(user, "phoneNumbers", "display");
        elements(user, "roles", "display");
        elements(user, "addresses", "locality", "country");
        if (random.nextBoolean()) {
            user.putArray("photos").addObject().put("value", "https://x.example/" + random.nextInt(4) + ".png")
                    .put("type", "photo");
        }
        if (random.nextBoolean()) {
            var extension = user.putObject(ENTERPRISE);
            maybe(extension, "department", word());
            if (random.nextBoolean()) {
                extension.putObject("manager").put("value", "m-" + random.nextInt(5)).put("displayName", word());
            }
        }
        return user;
    }

    private void elements(ObjectNode user, String name, String... others) {
        int count = random.nextInt(4);
        if (count == 0) {
            return;
        }
        var array = user.putArray(name);
        int primary = random.nextInt(count + 1);
        for (int i = 0; i < count; i++) {
            var element = array.addObject();
            if (!name.equals("addresses")) {
                element.put("value", word());
            }
            maybe(element, "type", TYPES.get(random.nextInt(TYPES.size())));
            for (var other : others) {
                maybe(element, other, word());
            }
            if (i == primary) {
                element.put("primary", true);
            }
        }
    }

    private void maybe(ObjectNode object, String name, String value) {
        if (random.nextInt(3) > 0) {
            object.put(name, value);
        }
    }
}
