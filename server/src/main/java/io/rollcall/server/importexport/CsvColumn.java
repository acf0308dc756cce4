package io.rollcall.server.importexport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.extensions.RoleAttribute;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A column of a table of users: an attribute that has one value, or the value of the element of one type. */
sealed interface CsvColumn {
    String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    String ID = "id";
    String USER_NAME = "userName";
    String MANAGER = "manager";
    String MANAGER_USER_NAME = "manager.userName";
    String MANAGER_EXTERNAL_ID = "manager.externalId";

    /** Their values have no blanks around them, so that those which a spreadsheet put there go even from between quotes. */
    Set<String> WITHOUT_BLANKS = Set.of(
            ID, USER_NAME, "active", RoleAttribute.DEFAULT_NAME, MANAGER, MANAGER_USER_NAME, MANAGER_EXTERNAL_ID);

    /** In the order in which they are written. */
    List<CsvColumn> WRITTEN = Stream.<CsvColumn>of(
                    new Beside(ID, List.of(ID)),
                    new Member(USER_NAME, List.of(USER_NAME)),
                    new Member("externalId", List.of("externalId")),
                    new Member("active", List.of("active")),
                    new Member(RoleAttribute.DEFAULT_NAME, List.of(RoleAttribute.DEFAULT_NAME)),
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
                    new Beside(MANAGER, List.of(ENTERPRISE, "manager", "value")),
                    new Beside(MANAGER_USER_NAME, List.of("meta", ExportedUser.MANAGER_USER_NAME)))
            .toList();

    /** All that are read. */
    List<CsvColumn> ALL = Stream.concat(
                    WRITTEN.stream(), Stream.of(new Beside(MANAGER_EXTERNAL_ID, List.of(MANAGER_EXTERNAL_ID))))
            .toList();

    static Optional<CsvColumn> of(String heading) {
        return ALL.stream()
                .filter(column -> column.heading().equalsIgnoreCase(heading))
                .findFirst();
    }

    String heading();

    /** The value in a document, or the empty text. */
    String in(ObjectNode document);

    /** Puts the value into a document; the empty text takes it away. */
    void set(ObjectNode document, String value);

    /** The value at the end of a path of members, or the empty text. */
    static String at(ObjectNode document, List<String> path) {
        JsonNode value = document;
        for (String name : path) {
            value = value.path(name);
        }
        return value.asText();
    }

    /** A value that is not set by itself: the server's own, or one of those by which a manager is found. */
    record Beside(String heading, List<String> path) implements CsvColumn {
        @Override
        public String in(ObjectNode document) {
            return at(document, path);
        }

        @Override
        public void set(ObjectNode document, String value) {
            // the reader of the row sees to it
        }
    }

    /** A value at the end of a path of members. */
    record Member(String heading, List<String> path) implements CsvColumn {
        @Override
        public String in(ObjectNode document) {
            return at(document, path);
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
