package io.rollcall.server.importexport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Column of a table of users: a single-valued attribute, or the value of the element of one type. */
sealed interface CsvColumn {
    String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    String ID = "id";
    String USER_NAME = "userName";
    String MANAGER = "manager";
    String MANAGER_USER_NAME = "manager.userName";
    String MANAGER_EXTERNAL_ID = "manager.externalId";

    String heading();

    /** Returns the value in a document, or the empty text. */
    String in(ObjectNode document);

    /** Sets the value in a document; the empty text removes it. */
    void set(ObjectNode document, String value);

    /** Returns the value at a path of members, or the empty text. */
    static String at(ObjectNode document, List<String> path) {
        JsonNode value = document;
        for (String name : path) {
            value = value.path(name);
        }
        return value.asText();
    }

    /** Column that is not written to the document: a value set by the server, or one that identifies a manager. */
    record Beside(String heading, List<String> path) implements CsvColumn {
        @Override
        public String in(ObjectNode document) {
            return at(document, path);
        }

        @Override
        public void set(ObjectNode document, String value) {
            // handled by the reader of the row
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

    /**
     * The columns of a table of users.
     *
     * @param role the heading of the role, which is the name of its attribute
     * @param written in the order in which they are written
     * @param all those that are read
     * @param withoutBlanks headings of columns whose values have no blanks around them, not even between quotes
     */
    record Columns(String role, List<CsvColumn> written, List<CsvColumn> all, Set<String> withoutBlanks) {
        static Columns of(String roleAttribute) {
            List<CsvColumn> written = Stream.<CsvColumn>of(
                            new Beside(ID, List.of(ID)),
                            member(USER_NAME),
                            member("externalId"),
                            member("active"),
                            member(roleAttribute),
                            new Member("name.givenName", List.of("name", "givenName")),
                            new Member("name.familyName", List.of("name", "familyName")),
                            member("displayName"),
                            member("nickName"),
                            member("title"),
                            member("userType"),
                            member("locale"),
                            member("preferredLanguage"),
                            member("timezone"),
                            new Element("emails", "work"),
                            new Element("emails", "home"),
                            new Element("phoneNumbers", "work"),
                            new Element("phoneNumbers", "mobile"),
                            enterprise("employeeNumber"),
                            enterprise("costCenter"),
                            enterprise("organization"),
                            enterprise("division"),
                            enterprise("department"),
                            new Beside(MANAGER, List.of(ENTERPRISE, "manager", "value")),
                            new Beside(MANAGER_USER_NAME, List.of("meta", ExportedUser.MANAGER_USER_NAME)))
                    .toList();
            CsvColumn readOnly = new Beside(MANAGER_EXTERNAL_ID, List.of(MANAGER_EXTERNAL_ID));
            return new Columns(
                    roleAttribute,
                    written,
                    Stream.concat(written.stream(), Stream.of(readOnly)).toList(),
                    Set.of(ID, USER_NAME, "active", roleAttribute, MANAGER, MANAGER_USER_NAME, MANAGER_EXTERNAL_ID));
        }

        private static CsvColumn member(String name) {
            return new Member(name, List.of(name));
        }

        private static CsvColumn enterprise(String name) {
            return new Member(name, List.of(ENTERPRISE, name));
        }

        Optional<CsvColumn> find(String heading) {
            return all.stream()
                    .filter(column -> column.heading().equalsIgnoreCase(heading))
                    .findFirst();
        }
    }
}
