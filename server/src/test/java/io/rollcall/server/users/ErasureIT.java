package io.rollcall.server.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.activity.ActivityRedaction;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.StoredRows;
import io.rollcall.server.testing.TestDatabase;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.testing.Together;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Erased personal data is in no table, and the events are still on record. */
class ErasureIT {
    private static final Actor ACTOR = Actor.operator();
    private static final SettableClock CLOCK = new SettableClock();
    private static final RunningServer SERVER = TestServer.start(Map.of(), CLOCK);
    private static final String MAIDEN = "{\"userName\":\"Jane.Maiden@Example.com\",\"externalId\":\"ext-maiden-77\","
            + "\"name\":{\"givenName\":\"Janemaid\",\"familyName\":\"Maidenname\"},"
            + "\"emails\":[{\"value\":\"private.maiden@example.com\"}],\"title\":\"Bossmaiden\"}";

    private final TestOrganization organization = TestOrganization.create(SERVER);
    private final ScimClient client = organization.client(SERVER);
    private final StoredRows rows = new StoredRows(organization.id());
    private final Erasure erasure = SERVER.component(Erasure.class);
    private final DueErasures due = SERVER.component(DueErasures.class);
    private final Activity activity = SERVER.component(Activity.class);

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void leavesNothingOfAPresentUserInAnyTable() {
        UserId jane = lifeOfMaiden();
        assertThat(rows.columnsTelling("maid"))
                .contains("users.user_name", "user_values.value_key", "activity.subject", "activity.changes");

        erasure.erase(organization.id(), jane, ACTOR);

        assertThat(rows.columnsTelling("maid")).isEmpty();
        assertThat(client.get("/Users/" + jane).status()).isEqualTo(404);
    }

    @Test
    void leavesNothingOfAFormerUserInAnyTable() {
        UserId jane = lifeOfMaiden();
        client.delete("/Users/" + jane);
        assertThat(rows.columnsTelling("maid")).contains("former_users.document");

        erasure.erase(organization.id(), jane, ACTOR);

        assertThat(rows.columnsTelling("maid")).isEmpty();
        assertThat(rows.count("former_users")).isZero();
    }

    @Test
    void keepsEventsWithoutNamesAndValues() {
        UserId jane = lifeOfMaiden();
        List<ActivityEntry> before = activity.list(organization.id(), ActivityQuery.of(jane, 100));
        CLOCK.advance(Duration.ofSeconds(1));

        erasure.erase(organization.id(), jane, ACTOR);

        List<ActivityEntry> after = activity.list(organization.id(), ActivityQuery.of(jane, 100));
        assertThat(after.get(0).kind()).isEqualTo(ActivityKind.USER_ERASED);
        assertThat(after.get(0).actor()).isEqualTo(ACTOR);
        assertThat(after)
                .allSatisfy(entry -> assertThat(entry.subject()).isEqualTo(ActivityRedaction.ERASED))
                .extracting(ActivityEntry::detail)
                .containsOnly("");
        List<ActivityEntry> kept = after.subList(1, after.size());
        assertThat(kept).extracting(ActivityEntry::id).isEqualTo(map(before, ActivityEntry::id));
        assertThat(kept).extracting(ActivityEntry::kind).isEqualTo(map(before, ActivityEntry::kind));
        assertThat(kept).extracting(ActivityEntry::occurred).isEqualTo(map(before, ActivityEntry::occurred));
        assertThat(kept).extracting(ActivityEntry::actor).isEqualTo(map(before, ActivityEntry::actor));
        assertThat(kept).extracting(ActivityEntry::changes).contains("{\"title\":{}}");
    }

    @Test
    void forgetsRefusedRequestsThatTellOfThePersonAndNoOthers() {
        client.put("/Users/jane.maiden@example.com", "{}");
        client.filter("userName zz \"jane.maiden@example.com\"");
        client.get("/Users/janet.maiden@example.com");
        UserId jane = lifeOfMaiden();

        erasure.erase(organization.id(), jane, ACTOR);

        assertThat(rows.columnsTelling("jane.maiden@example.com")).isEmpty();
        assertThat(activity.list(organization.id(), refused()))
                .extracting(ActivityEntry::subject)
                .contains("GET /Users/janet.maiden@example.com", ActivityRedaction.ERASED);
    }

    @Test
    void redactsMoreEntriesThanFitIntoOneTransaction() {
        UserId jane = lifeOfMaiden();
        StoredRows.change(
                "INSERT INTO activity SELECT organization_id, UNHEX(CONCAT('01', LPAD(HEX(seq), 30, '0'))), occurred,"
                        + " kind, status, user_id, 'maiden', actor_kind, actor_name, address, user_agent, request_id,"
                        + " 'maiden', '{\"title\":{\"after\":\"maiden\"}}', seal FROM activity JOIN seq_1_to_1201"
                        + " WHERE organization_id = ? AND kind = 'user.created'",
                organization.id().value());

        erasure.erase(organization.id(), jane, ACTOR);

        assertThat(rows.columnsTelling("maid")).isEmpty();
    }

    @Test
    void doesNotWaitForALockedLogAndContinuesOnceItIsReleased() throws SQLException {
        UserId jane = lifeOfMaiden();
        try (ErasureQueue queue = new ErasureQueue(erasure, Duration.ofMillis(50))) {
            try (Connection other = TestDatabase.connect()) {
                other.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                other.setAutoCommit(false);
                other.createStatement()
                        .executeQuery("SELECT id FROM activity WHERE organization_id = "
                                + organization.id().value() + " FOR UPDATE");

                assertThat(queue.erase(organization.id(), jane, ACTOR)).isEqualTo(ErasureQueue.Progress.REDACTING);
                assertThat(client.get("/Users/" + jane).status()).isEqualTo(404);
                other.rollback();
            }
            assertThat(Eventually.get(() -> rows.count("former_users"), count -> count == 0))
                    .isZero();
        }
        assertThat(rows.columnsTelling("maid")).isEmpty();
    }

    @Test
    void makesWhoComesBackANewUser() {
        UserId jane = lifeOfMaiden();
        erasure.erase(organization.id(), jane, ACTOR);

        Response again = client.post("/Users", MAIDEN);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.id()).isNotEqualTo(jane.toString());
        assertThat(again.header("ETag")).isEqualTo("W/\"1\"");
    }

    @Test
    void knowsNobodyOfAnotherOrganizationAndNobodyTwice() {
        UserId jane = lifeOfMaiden();
        TestOrganization other = TestOrganization.create(SERVER);

        assertThatThrownBy(() -> erasure.erase(other.id(), jane, ACTOR)).isInstanceOf(Refusal.class);
        erasure.erase(organization.id(), jane, ACTOR);
        assertThatThrownBy(() -> erasure.erase(organization.id(), jane, ACTOR)).isInstanceOf(Refusal.class);
    }

    @Test
    void goesOnWhereItBrokeOffAndNobodyComesBackMeanwhile() {
        UserId jane = lifeOfMaiden();
        client.delete("/Users/" + jane);
        StoredRows.change(
                "UPDATE former_users SET erasing = TRUE WHERE organization_id = ?",
                organization.id().value());

        Response namesake = client.post("/Users", "{\"userName\":\"jane.maiden@example.com\"}");
        assertThat(namesake.id()).isNotEqualTo(jane.toString());
        client.delete("/Users/" + namesake.id());
        erasure.erase(organization.id(), UserId.parse(namesake.id()).orElseThrow(), ACTOR);
        due.run();

        assertThat(rows.columnsTelling("maid")).isEmpty();
        assertThat(rows.count("former_users")).isZero();
    }

    @Test
    void erasesWhoLeftLongAgoAsThePolicySays() {
        eraseAfter(30);
        UserId inactive = lifeOfMaiden();
        setActive(inactive, false);
        Response deleted = client.post("/Users", "{\"userName\":\"deleted\"}");
        client.delete("/Users/" + deleted.id());
        Response active = client.post("/Users", "{\"userName\":\"active\"}");

        CLOCK.advance(Duration.ofDays(30).minusSeconds(1));
        client.patch(
                "/Users/" + inactive, "{\"Operations\":[{\"op\":\"replace\",\"path\":\"title\",\"value\":\"later\"}]}");
        due.run();
        assertThat(client.get("/Users/" + inactive).status()).isEqualTo(200);
        assertThat(rows.count("former_users")).isEqualTo(1);

        CLOCK.advance(Duration.ofSeconds(1));
        due.run();

        assertThat(client.get("/Users/" + inactive).status()).isEqualTo(404);
        assertThat(client.get("/Users/" + active.id()).status()).isEqualTo(200);
        assertThat(rows.count("former_users")).isZero();
        assertThat(rows.columnsTelling("maid")).isEmpty();
        assertThat(activity.list(organization.id(), ofKind(ActivityKind.USER_ERASED)))
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.actor()).isEqualTo(Actor.system()));
    }

    @Test
    void countsFromTheLastDeactivation() {
        eraseAfter(30);
        UserId jane = lifeOfMaiden();
        setActive(jane, false);
        CLOCK.advance(Duration.ofDays(29));
        setActive(jane, true);
        setActive(jane, false);
        CLOCK.advance(Duration.ofDays(2));

        due.run();

        assertThat(client.get("/Users/" + jane).status()).isEqualTo(200);
    }

    @Test
    void erasesNobodyUnlessThePolicySaysSoNorWhileTheOrganizationIsSuspended() {
        UserId jane = lifeOfMaiden();
        setActive(jane, false);
        CLOCK.advance(Duration.ofDays(4_000));
        due.run();
        assertThat(SERVER.component(Users.class).find(organization.id(), jane)).isPresent();

        eraseAfter(1);
        Organizations organizations = SERVER.component(Organizations.class);
        organizations.suspend(organization.id(), ACTOR);
        due.run();

        organizations.resume(organization.id(), ACTOR);
        assertThat(SERVER.component(Users.class).find(organization.id(), jane)).isPresent();
    }

    @Test
    void erasesEachOnceWhereSeveralServersDoSoAtOnce() {
        eraseAfter(1);
        int users = 120;
        for (int user = 0; user < users; user++) {
            Response made = client.post("/Users", "{\"userName\":\"leaver" + user + "\",\"active\":false}");
            if (user % 2 == 0) {
                client.delete("/Users/" + made.id());
            }
        }
        CLOCK.advance(Duration.ofDays(2));

        AtomicInteger done = new AtomicInteger();
        Together.run(3, number -> {
            due.run();
            return done.incrementAndGet();
        });

        assertThat(rows.count("users")).isZero();
        assertThat(rows.count("former_users")).isZero();
        assertThat(rows.columnsTelling("leaver")).isEmpty();
        assertThat(activity.list(organization.id(), ofKind(ActivityKind.USER_ERASED)))
                .hasSize(users);
    }

    /** As the migration does, on a database that knew no such moment. */
    @Test
    void countsFromTheLastChangeForThoseWhoWereInactiveBefore() throws IOException {
        UserId jane = lifeOfMaiden();
        setActive(jane, false);
        StoredRows.change(
                "UPDATE users SET deactivated = NULL WHERE organization_id = ?",
                organization.id().value());

        String script = Files.readString(Path.of("..", "sql", "V032__users_deactivated_before.sql"));
        StoredRows.change(script.substring(script.indexOf("BEGIN"), script.lastIndexOf("END") + 3));

        assertThat(rows.user(jane.toString()).get("deactivated"))
                .isNotNull()
                .isEqualTo(rows.user(jane.toString()).get("last_modified"));
    }

    @Test
    void isDoneByARunningServerUnasked() {
        eraseAfter(1);
        UserId jane = lifeOfMaiden();
        setActive(jane, false);
        SettableClock later = new SettableClock();
        later.advance(Duration.between(later.instant(), CLOCK.instant()).plusDays(2));

        try (RunningServer another = TestServer.start(Map.of("users.erase-every-hours", "1"), later)) {
            Users there = another.component(Users.class);
            assertThat(Eventually.get(() -> there.find(organization.id(), jane), Optional::isEmpty))
                    .isEmpty();
            assertThat(Eventually.get(() -> rows.count("former_users"), count -> count == 0))
                    .isZero();
        }
    }

    /** Creates a user with rows in every table. */
    private UserId lifeOfMaiden() {
        Response jane = client.post("/Users", MAIDEN);
        assertThat(jane.status()).isEqualTo(201);
        client.put("/Users/" + jane.id(), MAIDEN.replace("Bossmaiden", "Ownermaiden"));
        client.put("/Users/" + jane.id(), MAIDEN.replace("\"Bossmaiden\"", "{}"));
        return UserId.parse(jane.id()).orElseThrow();
    }

    private void setActive(UserId user, boolean active) {
        Response answer = client.patch(
                "/Users/" + user,
                "{\"Operations\":[{\"op\":\"replace\",\"path\":\"active\",\"value\":" + active + "}]}");
        assertThat(answer.status()).isEqualTo(200);
    }

    private void eraseAfter(int days) {
        SERVER.component(Organizations.class)
                .setPolicy(organization.id(), policy -> policy.withEraseAfterDays(Optional.of(days)), ACTOR);
    }

    private static ActivityQuery refused() {
        return ofKind(ActivityKind.REQUEST_REFUSED);
    }

    private static ActivityQuery ofKind(ActivityKind kind) {
        return new ActivityQuery(
                Optional.empty(), Optional.of(kind), Optional.empty(), Optional.empty(), false, Optional.empty(), 500);
    }

    private static <T> List<T> map(List<ActivityEntry> entries, Function<ActivityEntry, T> part) {
        return entries.stream().map(part).toList();
    }
}
