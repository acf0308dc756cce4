package io.rollcall.server.scim.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.TestSchemas;
import io.rollcall.server.testing.TestDatabase;
import io.rollcall.server.users.query.CaseFolding;
import io.rollcall.server.users.query.Condition;
import io.rollcall.server.users.query.ConditionSql;
import io.rollcall.server.users.query.SearchIndexes;
import io.rollcall.server.users.query.SqlFragment;
import io.rollcall.server.users.query.UserOrder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The database finds and orders exactly the users that a look at their JSON finds and orders (RFC 7644 section 3.4.2). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UserFilterOracleIT {
    private static final int USERS = 200;
    private static final int FILTERS = Integer.getInteger("rollcall.test.filters", 1500);
    private static final long SEED = Long.getLong("rollcall.test.seed", 20260301);
    private static final String ID_TEXT = "LOWER(HEX(u.id))";

    private final UserSchemas schemas = TestSchemas.user();
    private final List<ObjectNode> users = new ArrayList<>();
    private Connection connection;
    private StoredUsers stored;

    @BeforeAll
    void storeUsers() throws SQLException {
        connection = TestDatabase.connect();
        stored = new StoredUsers(connection, schemas, System.nanoTime());
        RandomUsers random = new RandomUsers(new Random(SEED));
        for (int i = 0; i < USERS; i++) {
            users.add(random.next());
            stored.insert(users.get(i), i % 7 > 0);
        }
    }

    @AfterAll
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void findsWhatTheJsonSays() throws SQLException {
        FilterOracle oracle = new FilterOracle(schemas);
        UserFilter filters = new UserFilter(schemas, RandomUsers.USERS_URL);
        RandomFilters random = new RandomFilters(
                new Random(SEED),
                users.stream().map(user -> user.path("id").asText()).toList());
        int selective = 0;
        int byTerms = 0;
        for (int i = 0; i < FILTERS; i++) {
            String text = FilterPrinter.print(random.next());
            Filter filter = FilterParser.parse(text, FilterLimits.DEFAULT);
            Condition condition = filters.condition(filter);
            SqlFragment where = ConditionSql.of(condition);
            List<String> expected = users.stream()
                    .filter(user -> oracle.matches(filter, user))
                    .map(UserFilterOracleIT::hexId)
                    .toList();
            assertThat(stored.select(ID_TEXT, where.text(), "u.id", where))
                    .as(text)
                    .isEqualTo(expected);
            if (SearchIndexes.useTerms(condition)) {
                SqlFragment withTerms = ConditionSql.withTerms(condition);
                assertThat(stored.select(ID_TEXT, withTerms.text(), "u.id", withTerms))
                        .as(text + " by terms")
                        .isEqualTo(expected);
                byTerms++;
            }
            assertThat(stored.select("COUNT(*)", "(" + where.text() + ") IS NULL", "1", where))
                    .as(text)
                    .containsExactly("0");
            selective += expected.isEmpty() || expected.size() == USERS ? 0 : 1;
        }
        assertThat(selective).as("filters that match some and not all").isGreaterThan(FILTERS / 2);
        assertThat(byTerms).as("filters that compare terms").isGreaterThan(FILTERS / 20);
    }

    @ParameterizedTest
    @CsvSource({
        "userName,",
        "externalId,",
        "title,",
        "displayName,",
        "name.familyName,",
        "name.formatted,",
        "meta.lastModified,",
        "emails,emails",
        "emails.type,emails",
        "photos.value,photos",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department,",
    })
    void ordersAsTheJsonSays(String sortBy, String array) throws SQLException {
        UserSort sort = new UserSort(schemas, RandomUsers.USERS_URL);
        for (boolean descending : List.of(false, true)) {
            UserOrder order = sort.order(Optional.of(sortBy), Optional.of(descending ? "Descending" : "ascending"));
            SqlFragment orderBy = order.orderBy("order");
            List<String> expected = sorted(sortBy, Optional.ofNullable(array), descending);
            assertThat(stored.select(ID_TEXT, "TRUE", orderBy.text(), orderBy)).isEqualTo(expected);
        }
        SqlFragment expression =
                sort.order(Optional.of(sortBy), Optional.empty()).expression("order");
        assertThat(stored.select(expression.text(), "TRUE", "u.id", expression)).doesNotContainNull();
    }

    private List<String> sorted(String sortBy, Optional<String> array, boolean descending) {
        Comparator<JsonNode> byKey = Comparator.<JsonNode, String>comparing(
                        user -> sortValue(user, sortBy, array), FilterOracle::compareCodePoints)
                .thenComparing(UserFilterOracleIT::hexId);
        return users.stream()
                .sorted(descending ? byKey.reversed() : byKey)
                .map(UserFilterOracleIT::hexId)
                .toList();
    }

    private String sortValue(JsonNode user, String sortBy, Optional<String> array) {
        JsonNode holder = array.map(name -> primaryOrFirst(user.path(name))).orElse(user);
        List<String> members = schemas.resolve(sortBy).orElseThrow().members();
        String pointer = "/" + String.join("/", array.isPresent() ? members.subList(1, members.size()) : members);
        JsonNode value = holder.at(array.isPresent() && members.size() == 1 ? "/value" : pointer);
        if (value.isMissingNode()) {
            return CaseFolding.ABSENT;
        }
        boolean exact =
                List.of("externalId", "photos.value", "meta.lastModified").contains(sortBy);
        String key = exact ? value.asText() : CaseFolding.fold(value.asText());
        boolean cut = Stream.of("userName", "externalId", "meta.lastModified").noneMatch(sortBy::equals);
        return cut ? cut(key) : key;
    }

    private static String cut(String key) {
        int length = Math.min(CaseFolding.SORT_KEY_LENGTH, key.codePointCount(0, key.length()));
        return key.substring(0, key.offsetByCodePoints(0, length));
    }

    private static JsonNode primaryOrFirst(JsonNode array) {
        for (JsonNode element : array) {
            if (element.path("primary").asBoolean()) {
                return element;
            }
        }
        return array.path(0);
    }

    private static String hexId(JsonNode user) {
        return user.path("id").asText().replace("-", "");
    }
}
