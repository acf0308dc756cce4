package io.rollcall.server.scim.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rollcall.extensions.RoleAttribute;
import io.rollcall.server.scim.schema.AttributeDefinition;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.users.query.CaseFolding;
import io.rollcall.server.users.query.IndexedValues;
import io.rollcall.server.users.query.SearchTerms;
import io.rollcall.server.users.query.SqlFragment;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One organization's users in the tables, put there and asked for by plain JDBC. */
final class StoredUsers {
    private static final Pattern PLACEHOLDER = Pattern.compile("#\\{(organizationId|\\w+\\.values\\[(\\d+)])}");

    private final Connection connection;
    private final UserSchemas schemas;
    private final long organizationId;

    /** The roles of such users are in no catalogue, nor is there such an organization. */
    StoredUsers(Connection connection, UserSchemas schemas, long organizationId) throws SQLException {
        this.connection = connection;
        this.schemas = schemas;
        this.organizationId = organizationId;
        update("SET foreign_key_checks = 0");
    }

    /** @param withTerms false for a user of an earlier release */
    void insert(ObjectNode user, boolean withTerms) throws SQLException {
        ObjectNode document = user.deepCopy().without(List.of("id", "meta"));
        String search = folded(document, schemas.core()::attribute).toString();
        JsonNode meta = user.path("meta");
        update(
                "INSERT INTO users (organization_id, id, version, user_name, user_name_key, external_id, active, role,"
                        + " family_name_key, given_name_key, display_name_key, created, last_modified, document, search,"
                        + " search_terms) VALUES (?, UNHEX(?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                organizationId,
                hex(user),
                meta.path("version").asText().replaceAll("\\D", ""),
                user.path("userName").asText(),
                CaseFolding.fold(user.path("userName").asText()),
                user.path("externalId").asText(null),
                user.path("active").asBoolean(),
                user.path(RoleAttribute.DEFAULT_NAME).asText(null),
                sortKey(user.at("/name/familyName")),
                sortKey(user.at("/name/givenName")),
                sortKey(user.path("displayName")),
                time(meta.path("created")),
                time(meta.path("lastModified")),
                document.toString(),
                search,
                withTerms ? SearchTerms.of(search).orElse(null) : null);
        for (IndexedValues values : IndexedValues.values()) {
            insertValues(user, values.attribute());
        }
    }

    private void insertValues(ObjectNode user, String attribute) throws SQLException {
        for (int i = 0; i < user.path(attribute).size(); i++) {
            JsonNode value = user.path(attribute).get(i).path("value");
            if (!value.isMissingNode()) {
                String key = CaseFolding.valueKey(value.asText());
                update(
                        "INSERT INTO user_values VALUES (?, ?, ?, UNHEX(?), ?)",
                        organizationId,
                        attribute,
                        key,
                        hex(user),
                        i);
            }
        }
    }

    private static String hex(ObjectNode user) {
        return user.path("id").asText().replace("-", "");
    }

    private static String sortKey(JsonNode value) {
        return CaseFolding.sortKey(Optional.ofNullable(value.asText(null)));
    }

    private static LocalDateTime time(JsonNode value) {
        return LocalDateTime.ofInstant(Instant.parse(value.asText()), ZoneOffset.UTC);
    }

    private interface Definitions {
        Optional<AttributeDefinition> find(String name);
    }

    private ObjectNode folded(ObjectNode node, Definitions definitions) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        node.properties()
                .forEach(member -> result.set(
                        member.getKey(),
                        schemas.extension(member.getKey())
                                .<JsonNode>map(
                                        extension -> folded((ObjectNode) member.getValue(), extension::attribute))
                                .orElseGet(() -> folded(member.getValue(), definitions.find(member.getKey())))));
        return result;
    }

    private JsonNode folded(JsonNode value, Optional<AttributeDefinition> definition) {
        if (value instanceof ArrayNode array) {
            ArrayNode result = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> result.add(folded(element, definition)));
            return result;
        }
        if (value instanceof ObjectNode object) {
            return folded(object, definition.orElseThrow()::subAttribute);
        }
        boolean fold =
                value.isTextual() && definition.isPresent() && !definition.get().caseExact();
        return fold ? TextNode.valueOf(CaseFolding.fold(value.asText())) : value;
    }

    /** The first column of the rows, in the order asked for. */
    List<String> select(String what, String where, String orderBy, SqlFragment values) throws SQLException {
        String text = "SELECT " + what + " FROM users u WHERE u.organization_id = " + organizationId + " AND " + where
                + " ORDER BY " + orderBy;
        List<Object> bound = new ArrayList<>();
        Matcher placeholders = PLACEHOLDER.matcher(text);
        String sql = placeholders.replaceAll(found -> bind(found, values, bound));
        try (PreparedStatement statement = prepare(sql, bound);
                ResultSet rows = statement.executeQuery()) {
            List<String> result = new ArrayList<>();
            while (rows.next()) {
                result.add(rows.getString(1));
            }
            return result;
        }
    }

    private String bind(MatchResult placeholder, SqlFragment values, List<Object> bound) {
        bound.add(
                placeholder.group(2) == null
                        ? organizationId
                        : values.values().get(Integer.parseInt(placeholder.group(2))));
        return "?";
    }

    private PreparedStatement prepare(String sql, List<Object> values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
        return statement;
    }

    private void update(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, java.util.Arrays.asList(values))) {
            statement.executeUpdate();
        }
    }
}
