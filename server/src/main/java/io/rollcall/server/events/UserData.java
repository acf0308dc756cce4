package io.rollcall.server.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.server.database.JsonMembers;
import io.rollcall.server.kernel.UserId;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Data of a user's event: the user as a product needs it, made from the stored document. Values are copied as text, since each
 * write of a user makes one.
 *
 * @param members of the document, as {@link JsonMembers} reads them
 * @param role the user's role; empty if there is none
 */
public record UserData(UserId id, int version, Map<String, String> members, Optional<GivenRole> role) {
    /** Schema of the enterprise extension, whose attributes are {@code enterprise} in events. */
    public static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private static final String ROLE = "role";
    private static final String EMAILS = "emails";
    private static final String ACTIVE = "active";

    /** Members that are copied as they are. */
    private static final List<String> COPIED = List.of("externalId", "userName", "displayName", "name");

    /** Longer values are left out, so that events stay small. */
    private static final int MAX_VALUE = 4_096;

    /** Length of all former values; further ones are left out. */
    private static final int MAX_PREVIOUS = 16_384;

    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonMapper VALUES = new JsonMapper();

    /** A user's role. Display name and kind are empty if another server added it to the catalogue within the last second. */
    public record GivenRole(String value, Optional<String> displayName, Optional<String> kind) {}

    /** Returns the data of a user as it is now. */
    public String json() {
        return write(json -> user(json, Optional.empty()));
    }

    /** Returns the data of a user who was deleted. */
    public String deleted() {
        return write(json -> user(json, Optional.of(false)));
    }

    /**
     * Returns the data of a user who was changed, with the names of the changed attributes and their former values.
     *
     * @param old members of the former document
     */
    String changed(Map<String, String> old, String roleAttribute) {
        Map<String, Optional<String>> previous = new LinkedHashMap<>();
        Stream.concat(members.keySet().stream(), old.keySet().stream())
                .distinct()
                .filter(name -> !name.equals("schemas") && differ(old.get(name), members.get(name)))
                .forEach(name -> previous.put(name, Optional.ofNullable(old.get(name))));
        return write(json -> {
            Set<String> omitted = user(json, Optional.empty());
            json.writeArrayFieldStart("changed");
            for (String name : previous.keySet()) {
                json.writeString(renamed(name, roleAttribute));
            }
            json.writeEndArray();
            json.writeObjectFieldStart("previous");
            int left = MAX_PREVIOUS;
            for (Map.Entry<String, Optional<String>> value : previous.entrySet()) {
                int length = value.getValue().map(String::length).orElse(0);
                if (length <= Math.min(MAX_VALUE, left)) {
                    left -= length;
                    json.writeFieldName(renamed(value.getKey(), roleAttribute));
                    json.writeRawValue(value.getValue().orElse("null"));
                }
            }
            json.writeEndObject();
            return omitted;
        });
    }

    /** Returns the data of a user of which only the id is left. */
    public static String erased(UserId id) {
        return "{\"id\":\"" + id + "\"}";
    }

    /** Writes the members of a user. @return the names of those that are too long */
    private Set<String> user(JsonGenerator json, Optional<Boolean> active) throws IOException {
        Set<String> omitted = new TreeSet<>();
        json.writeStringField("id", id.toString());
        for (String name : COPIED) {
            copy(json, name, members.get(name), omitted);
        }
        Optional<String> email = primary(members.get(EMAILS));
        if (email.isPresent() && email.get().length() <= MAX_VALUE) {
            json.writeStringField("email", email.get());
        } else if (email.isPresent()) {
            omitted.add("email");
        }
        json.writeFieldName(ACTIVE);
        json.writeRawValue(active.map(String::valueOf).orElseGet(() -> members.getOrDefault(ACTIVE, "false")));
        if (role.isPresent()) {
            json.writeObjectFieldStart(ROLE);
            json.writeStringField("value", role.get().value());
            if (role.get().displayName().isPresent()) {
                json.writeStringField("displayName", role.get().displayName().get());
            }
            if (role.get().kind().isPresent()) {
                json.writeStringField("kind", role.get().kind().get());
            }
            json.writeEndObject();
        }
        copy(json, "enterprise", members.get(ENTERPRISE), omitted);
        json.writeNumberField("version", version);
        return omitted;
    }

    private static void copy(JsonGenerator json, String name, String value, Set<String> omitted) throws IOException {
        if (value == null) {
            return;
        }
        if (value.length() > MAX_VALUE) {
            omitted.add(name);
            return;
        }
        json.writeFieldName(name);
        json.writeRawValue(value);
    }

    private static String renamed(String attribute, String roleAttribute) {
        return attribute.equals(roleAttribute) ? ROLE : attribute.equals(ENTERPRISE) ? "enterprise" : attribute;
    }

    /** Returns whether two values differ: by value, since older servers format JSON differently. */
    private static boolean differ(String old, String now) {
        if (old == null || now == null) {
            return (old == null) != (now == null);
        }
        try {
            return !old.equals(now) && !VALUES.readTree(old).equals(VALUES.readTree(now));
        } catch (IOException broken) {
            throw new UncheckedIOException("invalid stored JSON", broken);
        }
    }

    /** Returns the primary e-mail address, or else the first one. @param emails the attribute, or null */
    private static Optional<String> primary(String emails) {
        if (emails == null) {
            return Optional.empty();
        }
        Optional<String> first = Optional.empty();
        try (JsonParser parser = JSON.createParser(emails)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    Email email = Email.read(parser);
                    first = first.or(email::value);
                    if (email.primary() && email.value().isPresent()) {
                        return email.value();
                    }
                }
            }
            return first;
        } catch (IOException broken) {
            throw new UncheckedIOException("invalid stored JSON", broken);
        }
    }

    private record Email(Optional<String> value, boolean primary) {
        static Email read(JsonParser parser) throws IOException {
            Optional<String> value = Optional.empty();
            boolean primary = false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                if (name.equals("value") && token == JsonToken.VALUE_STRING) {
                    value = Optional.of(parser.getText());
                } else if (name.equals("primary")) {
                    primary = token == JsonToken.VALUE_TRUE;
                } else {
                    parser.skipChildren();
                }
            }
            return new Email(value, primary);
        }
    }

    /** Part of an object that is written. It returns the names of members that it left out. */
    private interface ObjectContent {
        Set<String> write(JsonGenerator json) throws IOException;
    }

    private static String write(ObjectContent content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            Set<String> omitted = content.write(json);
            if (!omitted.isEmpty()) {
                json.writeArrayFieldStart("omitted");
                for (String name : omitted) {
                    json.writeString(name);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }
}
