package io.rollcall.server.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.extensions.RoleAttribute;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A column of a table of users: an attribute that has one value, or the value of the element of one type. */
sealed interface CsvColumn {
    String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    /** In the order in which they are written. */
    List<CsvColumn> ALL = Stream.<CsvColumn>of(
                    new ServersOwn("id"),
                    new Member("userName", List.of("userName")),
                    new Member("externalId", List.of("externalId")),
                    new Member("active", List.of("active")),
                    new Member(RoleAttribute.NAME, List.of(RoleAttribute.NAME)),
                    new Member("name.givenName", List.of("name", "givenName")),
                    new Member("name.familyName", List.of("name", "familyName")),
                    new Member("displayName", List.of("displayName")),
                    new Member("nickName", List.of("nickName")),
                    new Member("title", List.of("title")),
                    new Member("userType", List.of("userType")),
                    new Member("locale", List.of("locale")),
                    new Member("preferredLanguage", List.of("preferredLanguage")),
                    new Member("timezone", List.of("timezone")),
                    new Element("emails", "work"),
                    new Element("emails", "home"),
                    new Element("phoneNumbers", "work"),
                    new Element("phoneNumbers", "mobile"),
                    new Member("employeeNumber", List.of(ENTERPRISE, "employeeNumber")),
                    new Member("costCenter", List.of(ENTERPRISE, "costCenter")),
                    new Member("organization", List.of(ENTERPRISE, "organization")),
                    new Member("division", List.of(ENTERPRISE, "division")),
                    new Member("department", List.of(ENTERPRISE, "department")),
                    new Member("manager", List.of(ENTERPRISE, "manager", "value")))
            .toList();

    static String[] headings() {
        return ALL.stream().map(CsvColumn::heading).toArray(String[]::new);
    }

    static Optional<CsvColumn> of(String heading) {
        return ALL.stream()
                .filter(column -> column.heading().equalsIgnoreCase(heading.strip()))
                .findFirst();
    }

    String heading();

    /** The value in a document, or the empty text. */
    String in(ObjectNode document);

    /** Puts the value into a document; the empty text takes it away. */
    void set(ObjectNode document, String value);

    default boolean isUserName() {
        return heading().equals("userName");
    }

    /** What only the server sets: written for people, and not read. */
    record ServersOwn(String heading) implements CsvColumn {
        @Override
        public String in(ObjectNode document) {
            return document.path(heading).asText();
        }

        @Override
        public void set(ObjectNode document, String value) {
            // the server knows it better
        }
    }

    /** A value at the end of a path of members. */
    record Member(String heading, List<String> path) implements CsvColumn {
        @Override
        public String in(ObjectNode document) {
            JsonNode value = document;
            for (String name : path) {
                value = value.path(name);
            }
            return value.asText();
        }

        @Override
        public void set(ObjectNode document, String value) {
            ObjectNode object = document;
            for (String name : path.subList(0, path.size() - 1)) {
                object = object.withObject("/" + name);
            }
            object.put(path.get(path.size() - 1), value);
        }
    }

    /** The value of the first element of a type. */
    record Element(String attribute, String type) implements CsvColumn {
        @Override
        public String heading() {
            return attribute + "[" + type + "]";
        }

        @Override
        public String in(ObjectNode document) {
            return find(document).map(element -> element.path("value").asText()).orElse("");
        }

        @Override
        public void set(ObjectNode document, String value) {
            Optional<ObjectNode> found = find(document);
            if (found.isPresent()) {
                found.get().put("value", value);
            } else if (!value.isEmpty()) {
                ArrayNode elements = document.withArray("/" + attribute);
                elements.addObject().put("value", value).put("type", type);
            }
        }

        private Optional<ObjectNode> find(ObjectNode document) {
            return StreamSupport.stream(document.path(attribute).spliterator(), false)
                    .filter(ObjectNode.class::isInstance)
                    .map(ObjectNode.class::cast)
                    .filter(element ->
                            type.equalsIgnoreCase(element.path("type").asText()))
                    .findFirst();
        }
    }
}
