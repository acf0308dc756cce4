package io.rollcall.server.organizations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.StoredRows;
import io.rollcall.server.testing.TestDatabase;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.testing.Together;
import io.rollcall.server.tokens.TokenSuccesses;
import io.rollcall.server.tokens.Tokens;
import io.rollcall.server.traffic.Traffic;
import io.rollcall.server.users.Users;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An organization is deleted with all its data, in small steps, while all its requests are refused. */
class OrganizationDeletionIT {
    private static final Actor ACTOR = Actor.operator();
    private static final String TABLES_OF_AN_ORGANIZATION = """
            SELECT table_name
            FROM information_schema.columns
            WHERE table_schema = DATABASE()
              AND column_name = 'organization_id'
            """;

    private final RunningServer server = TestServer.shared();
    private final Organizations organizations = server.component(Organizations.class);
    private final OrganizationDeletion deletion = server.component(OrganizationDeletion.class);
    private final TestOrganization organization = TestOrganization.create();
    private final ScimClient client = organization.client();

    @Test
    void leavesNoRowInAnyTable() throws SQLException {
        addUsers(client, 3);
        client.delete(
                "/Users/" + client.filter("userName eq \"user0@example.com\"").text("/Resources/0/id"));
        TestOrganization other = TestOrganization.create();
        addUsers(other.client(), 2);
        // Else it may be written between counting rows and removing them.
        server.component(Traffic.class).write();
        server.component(TokenSuccesses.class).write();
        long before = rows(organization.id());
        long others = rows(other.id());

        long removed = deletion.delete(organization.id(), organization.slug(), ACTOR);

        // One row more while it lasts: that the deletion began. The slug is freed with the organization itself.
        assertThat(removed).isEqualTo(before);
        assertThat(rows(organization.id())).isZero();
        assertThat(organizations.find(organization.id())).isEmpty();
        assertThat(rows(other.id())).isEqualTo(others);
        assertThat(client.get("/Users").status()).isEqualTo(401);
        Slug freed = organization.organization().slug();
        assertThat(organizations.create(freed, "Another", ACTOR).slug()).isEqualTo(freed);
    }

    @Test
    void wantsTheSlugTypedOnceMore() throws SQLException {
        long before = rows(organization.id());

        assertThatThrownBy(() -> deletion.delete(organization.id(), "acme", ACTOR))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("'" + organization.slug() + "'");

        assertThat(rows(organization.id())).isEqualTo(before);
        assertThat(client.get("/Users").status()).isEqualTo(200);
    }

    @Test
    void refusesFromTheFirstMomentAndSaysWhy() {
        List<Response> answers = new ArrayList<>();
        OrganizationData probe = (id, most) -> {
            answers.add(client.get("/Users"));
            answers.add(client.post("/Users", "{\"userName\":\"late\"}"));
            return 0;
        };

        new OrganizationDeletion(organizations, List.of(probe)).delete(organization.id(), organization.slug(), ACTOR);

        assertThat(answers).hasSize(2).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.text("/detail")).contains("being deleted");
        });
    }

    @Test
    void goesOnWhereItBrokeOff() throws SQLException {
        addUsers(client, 2);
        OrganizationData broken = (id, most) -> {
            throw new IllegalStateException("the power went");
        };
        OrganizationDeletion first =
                new OrganizationDeletion(organizations, List.of(server.component(Users.class)::remove, broken));
        assertThatThrownBy(() -> first.delete(organization.id(), organization.slug(), ACTOR))
                .hasMessage("the power went");

        Organization marked = organizations.get(organization.organization().slug());
        assertThat(marked.status()).isEqualTo(Organization.Status.DELETING);
        assertThatThrownBy(() -> organizations.resume(marked.id(), ACTOR)).hasMessageContaining("being deleted");
        assertThatThrownBy(() -> organizations.setName(marked.id(), "Apex", ACTOR))
                .hasMessageContaining("being deleted");
        assertThat(server.component(Activity.class).list(marked.id(), ActivityQuery.newest(1)))
                .allSatisfy(entry -> assertThat(entry.kind()).isEqualTo(ActivityKind.ORGANIZATION_DELETING));

        deletion.delete(organization.id(), organization.slug(), ACTOR);
        assertThat(rows(organization.id())).isZero();
    }

    @Test
    void isEndedByARunningServerUnasked() throws SQLException {
        addUsers(client, 2);
        organizations.startDeletion(organization.id(), organization.slug(), ACTOR);

        try (RunningServer another = TestServer.start(Map.of())) {
            Organizations there = another.component(Organizations.class);
            Slug slug = organization.organization().slug();
            assertThat(Eventually.get(() -> there.find(slug), Optional::isEmpty))
                    .isEmpty();
        }

        assertThat(rows(organization.id())).isZero();
    }

    @Test
    void isEndedByTwoAtOnceAndByOneWhoComesTooLate() throws SQLException {
        addUsers(client, 5);
        organizations.startDeletion(organization.id(), organization.slug(), ACTOR);

        Together.run(2, number -> {
            deletion.finishBegun();
            return number;
        });
        deletion.finishBegun();

        assertThat(organizations.find(organization.organization().slug())).isEmpty();
        assertThat(rows(organization.id())).isZero();
    }

    @Test
    void isNotBegunByWhatEndsIt() {
        organizations.suspend(organization.id(), ACTOR);

        deletion.finishBegun();

        assertThat(organizations.find(organization.organization().slug())).isPresent();
    }

    @Test
    void asksForFewerThanAThousandRowsAtOnce() {
        List<Integer> asked = new ArrayList<>();
        OrganizationData probe = (id, most) -> {
            asked.add(most);
            return asked.size() < 3 ? most : 0;
        };

        long removed = new OrganizationDeletion(organizations, List.of(probe))
                .delete(organization.id(), organization.slug(), ACTOR);

        assertThat(asked).hasSize(4).allSatisfy(most -> assertThat(most).isBetween(1, 999));
        assertThat(removed).isEqualTo(asked.get(0) + asked.get(1));
    }

    @Test
    void removesNoMoreThanIsAskedFor() {
        addUsers(client, 3);
        List<OrganizationData> all = List.of(
                server.component(Users.class)::remove,
                server.component(Roles.class)::remove,
                server.component(Activity.class)::remove);

        assertThat(all).allSatisfy(part -> assertThat(part.remove(organization.id(), 2))
                .isEqualTo(2));
        assertThat(server.component(Tokens.class).remove(organization.id(), 2)).isEqualTo(1);
    }

    private static void addUsers(ScimClient client, int count) {
        for (int user = 0; user < count; user++) {
            String name = "user" + user + "@example.com";
            client.post("/Users", "{\"userName\":\"" + name + "\",\"emails\":[{\"value\":\"" + name + "\"}]}");
        }
    }

    /** How many rows, of whatever table, are the organization's, but for the event that it is gone. */
    private static long rows(OrganizationId organization) throws SQLException {
        // Events move from one table to the other, and are to be counted once.
        Eventually.get(() -> new StoredRows(organization).count("outbox"), waiting -> waiting == 0);
        long rows = -new StoredRows(organization).count("events", "type = 'organization.deleted'");
        try (Connection connection = TestDatabase.connect()) {
            for (String table : tables(connection)) {
                String count = "SELECT COUNT(*) FROM " + table + " WHERE organization_id = ?";
                try (PreparedStatement statement = connection.prepareStatement(count)) {
                    statement.setLong(1, organization.value());
                    ResultSet row = statement.executeQuery();
                    row.next();
                    rows += row.getLong(1);
                }
            }
        }
        return rows;
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        ResultSet rows = connection.createStatement().executeQuery(TABLES_OF_AN_ORGANIZATION);
        while (rows.next()) {
            tables.add(rows.getString(1));
        }
        return tables;
    }
}
