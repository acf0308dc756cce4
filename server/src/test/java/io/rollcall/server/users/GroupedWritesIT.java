package io.rollcall.server.users;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.database.ConnectionPool;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.DatabaseConfig;
import io.rollcall.server.database.Retry;
import io.rollcall.server.events.Events;
import io.rollcall.server.events.UserEvents;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.organizations.DeprovisioningPolicy;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.RoleCatalogue;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.telemetry.Tracing;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.StoredRows;
import io.rollcall.server.testing.TestDatabase;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.testing.Together;
import io.rollcall.server.users.FormerUsers.PlannedDeletion;
import io.rollcall.server.users.UserProfile.UserValue;
import io.rollcall.server.users.query.CaseFolding;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several users made in one transaction. */
class GroupedWritesIT {
    private static final Database DATABASE = TestServer.shared().component(Database.class);

    private static final Actor TOKEN = new Actor(Actor.Kind.TOKEN, "Okta", "127.0.0.1", "", "");

    private final TestOrganization organization = TestOrganization.create();
    private final TestOrganization other = TestOrganization.create();
    private final GroupedWrites group = new GroupedWrites(
            DATABASE,
            TestServer.shared().component(Activity.class),
            new UserEvents(TestServer.shared().component(Events.class), "jotform_user_role"),
            32);

    @Test
    void makesThemAllWithValuesAndActivityInTheirOrganizations() {
        List<NewUser> newUsers = List.of(
                newUser(organization.id(), "jane", "admin"),
                newUser(other.id(), "jane", "user"),
                newUser(organization.id(), "j\u00F6hn \uD83D\uDE00 \"quoted\" \\", "user"));

        List<User> made = create(newUsers).orElseThrow();

        assertThat(made)
                .extracting(User::userName)
                .containsExactly("jane", "jane", newUsers.get(2).profile().userName());
        Users users = TestServer.shared().component(Users.class);
        for (int place = 0; place < made.size(); place++) {
            OrganizationId id = newUsers.get(place).organizationId();
            assertThat(users.find(id, made.get(place).id())).contains(made.get(place));
            assertThat(new StoredRows(id).values(made.get(place).id().value().toString()))
                    .containsExactly("emails[0]=" + made.get(place).userName(), "emails[1]=second");
        }
        assertThat(new StoredRows(organization.id()).count("activity", "kind = 'user.created'"))
                .isEqualTo(2);
        assertThat(new StoredRows(other.id()).count("activity", "kind = 'user.created'"))
                .isEqualTo(1);
        assertThat(new StoredRows(other.id()).user(made.get(1).id().value().toString()))
                .containsEntry("role", "user");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "retired", "forbidden", "ADMIN", ""})
    void makesNobodyWhereOneMayNotHaveTheRole(String role) {
        Roles roles = TestServer.shared().component(Roles.class);
        roles.add(organization.id(), "retired", "Retired", Role.Kind.PERSONAL, Actor.system());
        roles.retire(organization.id(), "retired", Actor.system());
        roles.add(organization.id(), "forbidden", "Forbidden", Role.Kind.PERSONAL, Actor.system());
        StoredRows.change("UPDATE roles SET forbidden = TRUE WHERE value = 'forbidden'");
        roles.add(other.id(), "unknown", "Known elsewhere", Role.Kind.PERSONAL, Actor.system());

        assertNobody(newUser(organization.id(), "jane", "user"), newUser(organization.id(), "john", role));
    }

    @Test
    void makesUsersWithAForbiddenRoleForWhomItIsNotForbidden() {
        Roles roles = TestServer.shared().component(Roles.class);
        roles.add(organization.id(), "forbidden", "Forbidden", Role.Kind.PERSONAL, Actor.system());
        StoredRows.change("UPDATE roles SET forbidden = TRUE WHERE value = 'forbidden'");

        assertThat(create(List.of(
                        newUser(organization.id(), "jane", Optional.of("forbidden"), Actor.system()),
                        newUser(organization.id(), "john", "user"))))
                .isPresent();
    }

    @Test
    void makesUsersWithoutARoleWhereThereIsNoDefault() {
        List<NewUser> newUsers = List.of(newUser(organization.id(), "jane"), newUser(other.id(), "john", "user"));
        assertThat(create(newUsers)).isPresent();
        assertThat(new StoredRows(organization.id()).count("users", "COALESCE(role, '') = ''"))
                .isEqualTo(1);
    }

    @Test
    void makesNobodyWithoutARoleWhereThereIsADefault() {
        TestServer.shared().component(Roles.class).makeDefault(organization.id(), "user", Actor.system());
        assertNobody(newUser(other.id(), "john"), newUser(organization.id(), "jane"));
    }

    @Test
    void makesUsersWithTheDefaultRoleWhileItIsThat() {
        Roles roles = TestServer.shared().component(Roles.class);
        roles.makeDefault(organization.id(), "user", Actor.system());
        NewUser jane = newUser(organization.id(), "jane", "user");
        assertThat(create(List.of(jane.withDefaultRole(jane.profile())))).isPresent();

        roles.makeDefault(organization.id(), "creator", Actor.system());
        NewUser john = newUser(organization.id(), "john", "user");
        assertNobody(john.withDefaultRole(john.profile()));
    }

    @Test
    void needsNoCharacterSetOfTheDatabase() {
        DatabaseConfig config = TestDatabase.shared();
        String url = config.url().orElseThrow();
        String latin = url + (url.contains("?") ? "&" : "?") + "sessionVariables=character_set_database=latin1";
        try (HikariDataSource pool =
                ConnectionPool.open(config.at(latin, config.user(), config.password()), new SimpleMeterRegistry())) {
            Database database = new Database(pool, pool, Retry.standard(), Duration.ZERO, Tracing.OFF);
            UserRow.register(database);
            database.register(NewUserMapper.class);

            assertThat(database.tryOnce(tx -> Optional.of(tx.mapper(NewUserMapper.class)
                            .countCreatable("""
                                    [{"organization":%d,"choice":"GIVEN","role":"user","actor":"TOKEN",
                                    "userNameKey":"jane","externalId":""}]""".formatted(organization.id().value())))))
                    .contains(new NewUserMapper.Creatable(1, 1));
        }
    }

    @Test
    void recordsTheDocumentOfTheClientWithoutTheDefaultRole() {
        Roles roles = TestServer.shared().component(Roles.class);
        roles.makeDefault(organization.id(), "user", Actor.system());
        NewUser jane = newUser(organization.id(), "jane");
        NewUser settled =
                jane.withDefaultRole(newUser(organization.id(), "jane", "user").profile());

        assertThat(create(List.of(settled))).isPresent();
        assertThat(new StoredRows(organization.id()).count("activity", "changes = '{\"active\":{\"after\":true}}'"))
                .isEqualTo(1);
    }

    @Test
    void makesAFormerUserAgainWithTheFormerIdByTheExternalId() {
        ScimClient client = organization.client();
        String jane = client.post("/Users", "{\"userName\":\"maiden\",\"externalId\":\"x-jane\"}")
                .id();
        client.delete("/Users/" + jane);

        List<User> made = create(List.of(
                        newUser(organization.id(), "jane", "user"),
                        newUser(organization.id(), "john", "user"),
                        newUser(other.id(), "jane", "user")))
                .orElseThrow();

        assertThat(made.get(0).id().value()).hasToString(jane);
        assertThat(made.get(0).version()).isEqualTo(3);
        assertThat(made.get(1).version()).isEqualTo(1);
        assertThat(made.get(2).id().value())
                .as("in another organization")
                .isNotEqualTo(made.get(0).id().value());
        assertThat(TestServer.shared()
                        .component(Users.class)
                        .find(organization.id(), made.get(0).id()))
                .contains(made.get(0));
        assertThat(new StoredRows(organization.id()).count("former_users")).isZero();
        assertThat(new StoredRows(organization.id()).values(jane))
                .containsExactly("emails[0]=jane", "emails[1]=second");
    }

    @Test
    void makesAFormerUserAgainByTheNameBeforeTheExternalIdWhereThePolicySaysSo() {
        makeAndDelete("jane", "x-other");
        makeAndDelete("maiden", "x-jane");
        String byName = makeAndDelete("jane", "x-another");
        setRehire(DeprovisioningPolicy.Rehire.SAME_ID_BY_NAME);

        List<User> made = create(
                        List.of(newUser(organization.id(), "jane", "user"), newUser(organization.id(), "john", "user")))
                .orElseThrow();

        assertThat(made.get(0).id().value()).hasToString(byName);
        assertThat(new StoredRows(organization.id()).count("former_users")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SAME_ID", "NEW_ID"})
    void makesANewUserOfTheNameOfAFormerOneWhereThePolicySaysSo(String rehire) {
        String former = makeAndDelete("jane", rehire.equals("NEW_ID") ? "x-jane" : "x-other");
        setRehire(DeprovisioningPolicy.Rehire.valueOf(rehire));

        List<User> made = create(
                        List.of(newUser(organization.id(), "jane", "user"), newUser(organization.id(), "john", "user")))
                .orElseThrow();

        assertThat(made.get(0).id().value().toString()).isNotEqualTo(former);
        assertThat(new StoredRows(organization.id()).count("former_users")).isEqualTo(1);
    }

    @Test
    void makesNobodyWhereTwoClaimTheSameFormerUser() {
        makeAndDelete("maiden", "x-jane");
        NewUser jane = newUser(organization.id(), "jane", "user");
        UserProfile another = newUser(organization.id(), "janet", "user").profile();

        assertNobody(
                jane,
                newUser(organization.id(), "janet", "user")
                        .with(new UserProfile(
                                "janet",
                                "janet",
                                jane.profile().externalId(),
                                true,
                                another.role(),
                                CaseFolding.ABSENT,
                                CaseFolding.ABSENT,
                                CaseFolding.ABSENT,
                                another.document(),
                                another.search(),
                                List.of(),
                                "")));
        assertThat(new StoredRows(organization.id()).count("former_users")).isEqualTo(1);
    }

    @Test
    void makesNobodyWhereAFormerUserMayNotHaveTheRole() {
        makeAndDelete("jane", "x-jane");

        assertNobody(newUser(organization.id(), "jane", "unknown"), newUser(organization.id(), "john", "user"));
        assertThat(new StoredRows(organization.id()).count("former_users")).isEqualTo(1);
    }

    @Test
    void deletesAllWithValuesAndRecordsIt() {
        List<User> made = create(List.of(
                        newUser(organization.id(), "jane", "user"),
                        newUser(other.id(), "jane", "user"),
                        newUser(organization.id(), "john", "user")))
                .orElseThrow();

        assertThat(delete(deletion(organization, made.get(0)), deletion(other, made.get(1))))
                .contains(List.of(true, true));

        StoredRows rows = new StoredRows(organization.id());
        assertThat(rows.count("users")).isEqualTo(1);
        assertThat(rows.count("user_values")).isEqualTo(2);
        assertThat(rows.count("former_users", "version = 2 AND user_name = 'jane'"))
                .isEqualTo(1);
        assertThat(rows.count("activity", "kind = 'user.deleted'")).isEqualTo(1);
        assertThat(new StoredRows(other.id()).count("former_users")).isEqualTo(1);
    }

    @Test
    void deletesNobodyWhereOneIsAtAnotherVersion() {
        List<User> made = create(
                        List.of(newUser(organization.id(), "jane", "user"), newUser(organization.id(), "john", "user")))
                .orElseThrow();
        User old = made.get(0);
        User stale = new User(old.id(), 7, old.userName(), old.created(), old.lastModified(), old.document());

        assertThat(delete(deletion(organization, made.get(1)), deletion(organization, stale)))
                .isEmpty();
        assertThat(delete(deletion(organization, old), deletion(organization, old)))
                .isEmpty();

        StoredRows rows = new StoredRows(organization.id());
        assertThat(rows.count("users")).isEqualTo(2);
        assertThat(rows.count("user_values")).isEqualTo(4);
        assertThat(rows.count("former_users")).isZero();
    }

    private static PlannedDeletion deletion(TestOrganization organization, User user) {
        return new PlannedDeletion(organization.id(), user, TOKEN, user.created(), false, new AtomicBoolean());
    }

    private Optional<List<Boolean>> delete(PlannedDeletion... planned) {
        return DATABASE.tryOnce(tx -> group.deleteTogether(tx, List.of(planned)));
    }

    private String makeAndDelete(String name, String externalId) {
        ScimClient client = organization.client();
        String id = client.post("/Users", "{\"userName\":\"%s\",\"externalId\":\"%s\"}".formatted(name, externalId))
                .id();
        client.delete("/Users/" + id);
        return id;
    }

    private void setRehire(DeprovisioningPolicy.Rehire rehire) {
        TestServer.shared()
                .component(Organizations.class)
                .setPolicy(organization.id(), policy -> policy.withRehire(rehire), Actor.system());
    }

    @Test
    void makesNobodyWhereANameIsTaken() {
        organization.client().post("/Users", "{\"userName\":\"taken\"}");

        assertThat(create(List.of(
                        newUser(organization.id(), "jane", "user"), newUser(organization.id(), "taken", "user"))))
                .isEmpty();
        assertThat(new StoredRows(organization.id()).count("users")).isEqualTo(1);
        assertThat(new StoredRows(organization.id()).count("user_values")).isZero();
        assertThat(new StoredRows(organization.id()).count("activity", "kind = 'user.created'"))
                .isEqualTo(1);
    }

    @Test
    void makesNobodyWhereTwoHaveTheSameName() {
        assertNobody(newUser(organization.id(), "jane", "user"), newUser(organization.id(), "jane", "user"));
    }

    @Test
    void doesNotWaitForARoleThatIsBeingChanged() throws SQLException {
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("UPDATE roles SET retired = TRUE WHERE value = 'user' AND organization_id = "
                    + organization.id().value());

            assertNobody(newUser(other.id(), "jane", "user"), newUser(organization.id(), "jane", "user"));
            connection.rollback();
        }
    }

    @Test
    void everyOneOfManyAtOnceIsMadeOnce() {
        ScimClient[] clients = {organization.client(), other.client()};
        List<List<Integer>> statuses = Together.run(16, thread -> Stream.iterate(0, number -> number + 1)
                .limit(20)
                .map(number -> clients[number % 2]
                        .post(
                                "/Users",
                                "{\"userName\":\"u%d-%d@example.com\",\"jotform_user_role\":\"user\",\"emails\":[{\"value\":\"u%d-%d@example.com\",\"type\":\"work\"}]}"
                                        .formatted(thread, number, thread, number))
                        .status())
                .toList());

        assertThat(statuses).allSatisfy(own -> assertThat(own).hasSize(20).containsOnly(201));
        for (TestOrganization one : List.of(organization, other)) {
            StoredRows rows = new StoredRows(one.id());
            assertThat(rows.count("users")).isEqualTo(160);
            assertThat(rows.count("user_values")).isEqualTo(160);
            assertThat(rows.count("activity", "kind = 'user.created'")).isEqualTo(160);
        }
    }

    @Test
    void oneOfManyWithTheSameNameIsMade() {
        ScimClient client = organization.client();

        List<Integer> statuses = Together.run(
                16, thread -> client.post("/Users", "{\"userName\":\"jane\",\"jotform_user_role\":\"user\"}")
                        .status());

        assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
        assertThat(new StoredRows(organization.id()).count("users")).isEqualTo(1);
    }

    private void assertNobody(NewUser... newUsers) {
        long before = count(organization) + count(other);
        assertThat(create(List.of(newUsers))).isEmpty();
        assertThat(count(organization) + count(other)).isEqualTo(before);
    }

    private static long count(TestOrganization organization) {
        StoredRows rows = new StoredRows(organization.id());
        return rows.count("users") + rows.count("user_values") + rows.count("activity");
    }

    private Optional<List<User>> create(List<NewUser> newUsers) {
        List<GroupedWrites.Creation> creations = newUsers.stream()
                .map(newUser -> new GroupedWrites.Creation(newUser, new AtomicReference<>(newUser.asNew())))
                .toList();
        return DATABASE.tryOnce(tx -> group.createTogether(tx, creations))
                .map(users -> users.stream().flatMap(Optional::stream).toList());
    }

    private static NewUser newUser(OrganizationId organizationId, String name) {
        return newUser(organizationId, name, Optional.empty());
    }

    private static NewUser newUser(OrganizationId organizationId, String name, String role) {
        return newUser(organizationId, name, Optional.of(role));
    }

    private static NewUser newUser(OrganizationId organizationId, String name, Optional<String> role) {
        return newUser(organizationId, name, role, TOKEN);
    }

    private static NewUser newUser(OrganizationId organizationId, String name, Optional<String> role, Actor actor) {
        UserProfile profile = new UserProfile(
                name,
                name,
                Optional.of("x-" + name),
                true,
                role,
                CaseFolding.ABSENT,
                CaseFolding.ABSENT,
                CaseFolding.ABSENT,
                "{\"active\":true}",
                "{\"active\":true}",
                List.of(new UserValue("emails", name, 0), new UserValue("emails", "second", 1)),
                "");
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new NewUser(organizationId, UserId.next(Clock.systemUTC()), profile, actor, now, RoleCatalogue.EMPTY);
    }
}
