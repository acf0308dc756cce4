package io.rollcall.server.scim.filter;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.extensions.RoleAttribute;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Makes users of few but awkward values, so that random filters often match some of them. */
final class RandomUsers {
    static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:User";
    static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    static final String USERS_URL = "https://acme.example/scim/v2/Users/";
    static final Instant EPOCH = Instant.parse("2026-03-01T12:00:00.100Z");

    static final List<String> TEXTS = List.of(
            "a",
            "A",
            "b",
            "ab",
            "aB ",
            " ab",
            "José",
            "JOSÉ",
            "Jose\u0301",
            "straße",
            "STRASSE",
            "ΟΔΟΣ",
            "οδοσα",
            "İi",
            "ıI",
            "100%",
            "10_0",
            "10x0",
            "a|b",
            "a\\b",
            "a\"b",
            "a'b",
            "\u0001\n\t",
            "王",
            "\uD83D\uDE00",
            "\uD83D\uDE01",
            "\uFF21",
            "work",
            "WORK",
            "home",
            "sha256:" + "0".repeat(64),
            "1",
            "true",
            "null",
            "x".repeat(127),
            "x".repeat(128),
            "x".repeat(129),
            "X".repeat(128) + "y",
            "z".repeat(255),
            "z".repeat(256),
            "Z".repeat(300),
            "\uD83D\uDE00".repeat(130));

    private final Random random;
    private int count;

    RandomUsers(Random random) {
        this.random = random;
    }

    /** A User as a client would read it, with {@code id} and {@code meta}. */
    ObjectNode next() {
        ObjectNode user = JsonNodeFactory.instance.objectNode();
        String id = new UUID(count++ << 16 | 0x7000, random.nextLong() >>> 2 | Long.MIN_VALUE).toString();
        user.put("id", id).put("userName", text() + count);
        user.put("active", random.nextBoolean());
        user.putArray("schemas").add(CORE);
        sometimes(user, "externalId");
        if (random.nextInt(3) > 0) {
            user.put(RoleAttribute.DEFAULT_NAME, TEXTS.get(random.nextInt(10)));
        }
        sometimes(user, "displayName");
        sometimes(user, "title");
        sometimes(user, "profileUrl");
        complex(user, "name", "familyName", "givenName", "formatted");
        for (String attribute : List.of("emails", "phoneNumbers", "roles", "photos", "x509Certificates")) {
            elements(user, attribute, "value");
        }
        elements(user, "addresses", "locality");
        if (random.nextBoolean()) {
            ObjectNode extension = user.putObject(ENTERPRISE);
            sometimes(extension, "department");
            complex(extension, "manager", "value", "$ref");
            user.withArray("schemas").add(ENTERPRISE);
        }
        user.putObject("meta")
                .put("resourceType", "User")
                .put("created", instant().toString())
                .put("lastModified", instant().toString())
                .put("version", "W/\"" + (1 + random.nextInt(3)) + "\"")
                .put("location", USERS_URL + id);
        return user;
    }

    Instant instant() {
        return EPOCH.plus(random.nextInt(6), ChronoUnit.MILLIS);
    }

    String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private void sometimes(ObjectNode node, String name) {
        if (random.nextInt(3) > 0) {
            node.put(name, text());
        }
    }

    private void complex(ObjectNode node, String name, String... subs) {
        ObjectNode complex = JsonNodeFactory.instance.objectNode();
        for (String sub : subs) {
            sometimes(complex, sub);
        }
        if (!complex.isEmpty()) {
            node.set(name, complex);
        }
    }

    private void elements(ObjectNode user, String name, String value) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            ObjectNode element = array.addObject();
            sometimes(element, value);
            sometimes(element, "display");
            element.put("type", random.nextBoolean() ? "work" : "Home");
            if (random.nextInt(3) == 0) {
                element.put("primary", random.nextBoolean());
            }
        }
        if (!array.isEmpty()) {
            user.set(name, array);
        }
    }
}
