package io.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.administrators.Administrators;
import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.AuditKind;
import io.rollcall.server.audit.AuditQuery;
import io.rollcall.server.audit.AuditUpkeep;
import io.rollcall.server.audit.chain.Chainer;
import io.rollcall.server.database.ConnectionPools;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.retention.Retention;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.ManyUsers;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.TestDatabase;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.testing.Together;
import io.rollcall.server.tokens.ExpiryWarnings;
import io.rollcall.server.tokens.Tokens;
import io.rollcall.server.traffic.Traffic;
import io.rollcall.server.users.UserPrefixSearch;
import io.rollcall.server.users.UserSummaries;
import io.rollcall.server.users.UserSummaries.UserSummaryQuery;
import io.rollcall.server.users.Users;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No statement reads a table from end to end, or sorts more than a page, where an index should serve: counted by the database on
 * the one connection that this server has, among thousands of users and entries.
 */
class FullScanIT {
    private static final int MANY = 5_000;
    private static final int FEW = 60;
    private static final Instant NOW = Instant.now();
    private static final int PAGE = 100;

    /** A page is put together in a table of its own, which is read through. */
    private static final int A_FEW_PAGES = 6 * PAGE;

    private static RunningServer server;
    private static TestOrganization organization;
    private static ScimClient client;
    private static ScimClient clientOfFew;

    private interface Work {
        void run() throws Exception;
    }

    @BeforeAll
    static void startWithManyUsers() throws SQLException {
        server = TestServer.start(Map.of("database.pool-size", "1", "audit.chain-every-seconds", "3600"));
        organization = TestOrganization.create(server);
        client = organization.client(server);
        ManyUsers.make(organization, server, MANY);
        TestOrganization small = TestOrganization.create(server);
        clientOfFew = small.client(server);
        ManyUsers.make(small, server, FEW);
        recordChangesByAnOperator();
        Eventually.get(() -> component(Chainer.All.class).run(), chained -> chained == 0);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static OrganizationId id() {
        return organization.id();
    }

    private static <T> T component(Class<T> type) {
        return server.component(type);
    }

    static Stream<String> requests() {
        return Stream.of(
                "/Users?count=100",
                "/Users?count=100&cursor=",
                "/Users?count=100&sortBy=id",
                "/Users?count=100&sortBy=userName",
                "/Users?count=100&sortBy=userName&sortOrder=descending",
                "/Users?count=100&sortBy=name.familyName",
                "/Users?count=100&sortBy=name.givenName",
                "/Users?count=100&sortBy=displayName",
                "/Users?count=100&sortBy=meta.lastModified",
                "/Users?count=100&sortBy=meta.created&sortOrder=descending",
                "/Users?count=100&filter=active%20eq%20true",
                "/Users?count=100&filter=active%20eq%20false",
                "/Users?count=100&filter=jotform_user_role%20eq%20%22admin%22",
                "/Users?count=100&filter=userName%20sw%20%22user77%22",
                "/Users?count=100&filter=name.familyName%20sw%20%22family77%22",
                "/Users?count=100&filter=externalId%20eq%20%22ext77@%22",
                "/Users?count=100&filter=emails.value%20eq%20%22user77@example.com%22",
                "/Users?count=100&filter=displayName%20co%20%22splay77@%22",
                "/Users?count=100&filter=userName%20ew%20%2277@example.com%22",
                "/Users?count=100&filter=emails.value%20co%20%22r77@%22",
                "/Users?count=100&filter=title%20eq%20%22Title77@%22",
                "/Users?count=100&filter=title%20eq%20%22Title77@%22&sortBy=userName",
                "/Users?count=100&filter=emails%5Btype%20eq%20%22work%22%20and%20value%20ew%20%22r77@example.com%22%5D",
                "/Users?count=100&filter=name.formatted%20co%20%22nobody%22",
                "/Roles",
                "/Schemas");
    }

    static Stream<Arguments> features() {
        UserId someone = UserId.parse("01900000-0000-7000-8000-00000000004d").orElseThrow();
        UUID entry = someone.value();
        return Stream.of(
                work("activity, newest", () -> component(Activity.class).list(id(), ActivityQuery.newest(PAGE))),
                work("activity, of a user", () -> component(Activity.class)
                        .list(id(), ActivityQuery.of(someone, PAGE))),
                work("activity, of a kind", () -> component(Activity.class)
                        .list(id(), kind(ActivityKind.TOKEN_ISSUED))),
                work("activity, none refused", () -> component(Activity.class).list(id(), refused(Instant.EPOCH, NOW))),
                work("activity, of a time before all", () -> component(Activity.class)
                        .list(id(), period(Instant.EPOCH, Instant.EPOCH.plusSeconds(1)))),
                work("activity, of a time after all", () -> component(Activity.class)
                        .list(id(), period(NOW.plus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(2))))),
                work("activity, by no provider", () -> component(Activity.class)
                        .hasFromProvider(id(), ActivityKind.USER_CHANGED, Instant.EPOCH)),
                work("activity, one", () -> component(Activity.class).get(id(), entry)),
                work("activity, by a provider", () -> component(Activity.class)
                        .hasFromProvider(id(), ActivityKind.USER_CREATED, Instant.EPOCH)),
                work("activity, pruned", () -> component(Activity.class)
                        .prune(component(Retention.class), Duration.ofDays(365))),
                work("audit, newest", () -> component(Audit.class).list(AuditQuery.newest(PAGE))),
                work("audit, of a kind", () -> component(Audit.class)
                        .list(AuditQuery.of(AuditKind.TOKEN_ISSUED, PAGE))),
                work("audit, of an actor and an organization", () -> component(Audit.class)
                        .list(new AuditQuery(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("Rollcall"),
                                Optional.of(organization.slug()),
                                Optional.of(Instant.EPOCH),
                                Optional.empty(),
                                Optional.empty(),
                                PAGE))),
                work("audit, in the order of its chain", () -> component(Audit.class)
                        .chained(0, PAGE)),
                work("nothing to chain", () -> component(Chainer.All.class).run()),
                work("audit, pruned", () -> component(AuditUpkeep.class).run()),
                work("accounts", () -> component(UserSummaries.class).list(id(), accounts())),
                work("accounts, former", () -> component(UserSummaries.class).listFormer(id(), Optional.empty(), PAGE)),
                work("account by name", () -> component(UserSummaries.class).getPresent(id(), "user77@example.com")),
                work("accounts, newest", () -> component(UserPrefixSearch.class).newest(id(), accounts())),
                work("accounts, search", () -> component(UserPrefixSearch.class)
                        .startingWith(
                                id(),
                                "user77",
                                Optional.of(true),
                                Optional.empty(),
                                UserPrefixSearch.EXAMINED_FIRST,
                                PAGE)),
                work("any role", () -> component(UserPrefixSearch.class).anyWithRole(id())),
                work("role holders", () -> component(Roles.class).holders(id(), "admin")),
                work("role added, retired, deleted", () -> {
                    component(Roles.class).add(id(), "x", "X", Role.Kind.BOTH, Actor.system());
                    component(Roles.class).retire(id(), "x", Actor.system());
                    component(Roles.class).delete(id(), "x", Actor.system());
                }),
                work("tokens", () -> component(Tokens.class).list(id())),
                work("tokens that end", () -> component(ExpiryWarnings.class).log()),
                work("organization changed", () -> component(Organizations.class)
                        .setScimEnabled(id(), true, Actor.system())),
                work("organization by slug", () -> component(Organizations.class)
                        .find(organization.organization().slug())),
                work("traffic", () -> component(Traffic.class).lastHours(id(), 24)),
                work("traffic, pruned", () -> component(Traffic.class).prune(component(Retention.class))),
                work("sign-ins, tidied", () -> component(Administrators.class).tidy(component(Retention.class))),
                work("users made at once", () -> Together.run(8, FullScanIT::makeUser)),
                work("user deactivated", () -> component(Users.class).setActive(id(), someone, false, Actor.system())),
                work("user deleted", () -> component(Users.class)
                        .delete(id(), user("01900000-0000-7000-8000-00000000004e"), Actor.system(), any -> {})));
    }

    private static UserId user(String text) {
        return UserId.parse(text).orElseThrow();
    }

    private static int makeUser(int number) {
        return client.post("/Users", "{\"userName\":\"atonce" + number + "\",\"jotform_user_role\":\"user\"}")
                .status();
    }

    private static Arguments work(String name, Work work) {
        return Arguments.of(name, work);
    }

    private static UserSummaryQuery accounts() {
        return new UserSummaryQuery(Optional.of(true), Optional.empty(), Optional.empty(), PAGE);
    }

    private static ActivityQuery refused(Instant from, Instant to) {
        return new ActivityQuery(
                Optional.empty(), Optional.empty(), Optional.of(from), Optional.of(to), true, Optional.empty(), PAGE);
    }

    private static ActivityQuery period(Instant from, Instant to) {
        return new ActivityQuery(
                Optional.empty(), Optional.empty(), Optional.of(from), Optional.of(to), false, Optional.empty(), PAGE);
    }

    /** As an import does it. */
    private static void recordChangesByAnOperator() throws SQLException {
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("""
                    INSERT INTO activity
                    SELECT organization_id, UNHEX(CONCAT('018', SUBSTR(HEX(id), 4))), occurred, 'user.changed', status,
                      user_id, subject, 'OPERATOR', actor_name, address, user_agent, request_id, detail, changes, seal
                    FROM activity
                    WHERE organization_id = %d AND kind = 'user.created'""".formatted(id().value()));
            statement.execute("ANALYZE TABLE activity");
        }
    }

    private static ActivityQuery kind(ActivityKind kind) {
        return new ActivityQuery(
                Optional.empty(),
                Optional.of(kind),
                Optional.of(Instant.EPOCH),
                Optional.empty(),
                false,
                Optional.empty(),
                PAGE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void noRequestReadsATableFromEndToEnd(String path) throws Exception {
        // How many there are is counted once in a while, for all requests.
        client.get(path);
        noTableIsReadFromEndToEnd(
                path, () -> assertThat(client.get(path).status()).isEqualTo(200));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("features")
    void noTableIsReadFromEndToEnd(String name, Work work) throws Exception {
        Map<String, Long> before = counters();
        work.run();
        Map<String, Long> after = counters();
        assertThat(since(before, after, "Handler_read_rnd_next"))
                .as("rows read in a scan")
                .isLessThan(A_FEW_PAGES);
        assertThat(since(before, after, "Sort_rows")).as("rows sorted").isLessThan(3L * PAGE);
        assertThat(since(before, after, "Handler_read_next") + since(before, after, "Handler_read_prev"))
                .as("rows passed in an index, to be sorted or thrown away")
                .isLessThan(MANY / 2);
    }

    /** The optimizer would sort all of so few users, though an index has them in order. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/Users?count=20",
                "/Users?count=20&cursor=",
                "/Users?count=20&sortBy=userName",
                "/Users?count=20&sortBy=name.familyName",
                "/Users?count=20&sortBy=displayName&sortOrder=descending",
                "/Users?count=20&sortBy=meta.lastModified"
            })
    void noListOfASmallOrganizationIsSorted(String path) throws SQLException {
        Map<String, Long> before = counters();
        assertThat(clientOfFew.get(path).status()).isEqualTo(200);
        Map<String, Long> after = counters();
        assertThat(since(before, after, "Sort_rows")).as("rows sorted").isZero();
        assertThat(since(before, after, "Handler_read_rnd_next"))
                .as("rows read in a scan")
                .isLessThan(FEW);
    }

    /** The one that is left: a jump far down by index passes over all that come before. */
    @Test
    void seesWhereMostArePassedOver() throws Exception {
        Map<String, Long> before = counters();
        client.get("/Users?count=100&startIndex=4000");
        Map<String, Long> after = counters();
        assertThat(since(before, after, "Handler_read_next")
                        + since(before, after, "Handler_read_prev")
                        + since(before, after, "Handler_read_rnd_next"))
                .isGreaterThan(MANY / 2);
    }

    private static long since(Map<String, Long> before, Map<String, Long> after, String counter) {
        return after.get(counter) - before.get(counter);
    }

    /** Returns the counters of the reading and the writing connection. */
    private static Map<String, Long> counters() throws SQLException {
        ConnectionPools pools = component(ConnectionPools.class);
        Map<String, Long> counters = new HashMap<>();
        for (DataSource pool : List.of(pools.reading(), pools.writing())) {
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "SHOW SESSION STATUS WHERE Variable_name LIKE 'Handler_read%' OR Variable_name = 'Sort_rows'")) {
                while (rows.next()) {
                    counters.merge(rows.getString(1), rows.getLong(2), Long::sum);
                }
            }
        }
        return counters;
    }
}
