package io.rollcall.server.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.Origin;
import io.rollcall.server.config.Settings;
import io.rollcall.server.database.ConnectionPool;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Retry;
import io.rollcall.server.events.EventSignal;
import io.rollcall.server.events.Events;
import io.rollcall.server.groups.GroupMembers;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.organizations.DeprovisioningPolicy;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.roles.RoleConfig;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.telemetry.Tracing;
import io.rollcall.server.testing.LostCommits;
import io.rollcall.server.testing.StoredRows;
import io.rollcall.server.testing.TestDatabase;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.testing.Together;
import io.rollcall.server.users.UserProfile.UserUpdate;
import io.rollcall.server.users.query.CaseFolding;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The database commits, and the connection is lost before it can say so. */
class LostAnswerIT {
    private static final Actor ACTOR = Actor.system();

    private final TestOrganization organization = TestOrganization.create();
    private final HikariDataSource pool = ConnectionPool.open(TestDatabase.shared(), new SimpleMeterRegistry());
    private final LostCommits losing = new LostCommits(pool);
    private final Users users =
            users(new Database(pool, losing.connections(), Retry.standard(), Duration.ZERO, Tracing.OFF));

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void makesANewUserOnce() {
        losing.loseNext();
        User made = create("jane");

        assertThat(losing.isDone()).isTrue();
        assertThat(users.find(organization.id(), made.id())).contains(made);
        assertThat(new StoredRows(organization.id()).count("users")).isEqualTo(1);
    }

    @RepeatedTest(5)
    void makesEachOfSeveralOnce() {
        losing.loseNext();
        List<User> made = Together.run(8, number -> create("u" + number, "user"));

        assertThat(losing.isDone()).isTrue();
        assertThat(made).allSatisfy(user -> assertThat(users.find(organization.id(), user.id()))
                .contains(user));
        assertThat(new StoredRows(organization.id()).count("users")).isEqualTo(8);
        assertThat(entries(ActivityKind.USER_CREATED)).isEqualTo(8);
    }

    @Test
    void makesAUserWhoComesBackOnce() {
        TestServer.shared()
                .component(Organizations.class)
                .setPolicy(
                        organization.id(),
                        policy -> policy.withRehire(DeprovisioningPolicy.Rehire.SAME_ID_BY_NAME),
                        ACTOR);
        User jane = create("jane");
        users.delete(organization.id(), jane.id(), ACTOR, stored -> {});

        losing.loseNext();
        User again = create("jane");

        assertThat(losing.isDone()).isTrue();
        assertThat(again.id()).isEqualTo(jane.id());
        assertThat(again.version()).isEqualTo(3);
        assertThat(users.find(organization.id(), jane.id())).contains(again);
    }

    @Test
    void removesAUserOnceAndDoesNotAnswerThatThereIsNone() {
        User jane = create("jane");

        losing.loseNext();
        users.delete(organization.id(), jane.id(), ACTOR, stored -> {});

        assertThat(losing.isDone()).isTrue();
        assertThat(users.find(organization.id(), jane.id())).isEmpty();
        assertThat(entries(ActivityKind.USER_DELETED)).isEqualTo(1);
    }

    @Test
    void answersThatThereIsNoneWhereSomebodyElseRemovedTheUser() {
        User jane = create("jane");
        users.delete(organization.id(), jane.id(), ACTOR, stored -> {});

        assertThatThrownBy(() -> users.delete(organization.id(), jane.id(), ACTOR, stored -> {}))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void changesAUserOnceEvenWhereTheSameChangeCannotBeDoneTwice() {
        User jane = create("jane");

        losing.loseNext();
        User changed = users.update(organization.id(), jane.id(), ACTOR, stored -> {
            if (stored.version() != jane.version()) {
                throw Refusal.stale("If-Match");
            }
            return Optional.of(new UserUpdate(profile("janet"), false, false, false));
        });

        assertThat(losing.isDone()).isTrue();
        assertThat(changed.userName()).isEqualTo("janet");
        assertThat(changed.version()).isEqualTo(2);
        assertThat(users.find(organization.id(), jane.id())).contains(changed);
        assertThat(entries(ActivityKind.USER_CHANGED)).isEqualTo(1);
    }

    @RepeatedTest(5)
    void changesEachOfSeveralOnce() {
        List<User> before = Together.run(8, number -> create("u" + number));

        losing.loseNext();
        List<User> after = Together.run(
                8,
                number -> users.update(
                        organization.id(),
                        before.get(number).id(),
                        ACTOR,
                        stored -> Optional.of(new UserUpdate(profile("v" + number), false, false, false))));

        assertThat(losing.isDone()).isTrue();
        for (int number = 0; number < 8; number++) {
            assertThat(after.get(number).userName()).isEqualTo("v" + number);
            assertThat(after.get(number).version()).isEqualTo(2);
            assertThat(users.find(organization.id(), before.get(number).id())).contains(after.get(number));
        }
        assertThat(entries(ActivityKind.USER_CHANGED)).isEqualTo(8);
    }

    private long entries(ActivityKind kind) {
        return new StoredRows(organization.id()).count("activity", "kind = '" + kind.label() + "'");
    }

    private User create(String name) {
        return create(profile(name));
    }

    private User create(String name, String role) {
        return create(profile(name, Optional.of(role)));
    }

    private User create(UserProfile profile) {
        return users.create(organization.id(), profile, role -> profile, ACTOR);
    }

    private static UserProfile profile(String name) {
        return profile(name, Optional.empty());
    }

    private static UserProfile profile(String name, Optional<String> role) {
        return new UserProfile(
                name,
                name,
                Optional.empty(),
                true,
                role,
                CaseFolding.ABSENT,
                CaseFolding.ABSENT,
                CaseFolding.ABSENT,
                "{\"userName\":\"" + name + "\",\"active\":true}",
                "{\"userName\":\"" + name + "\",\"active\":true}",
                List.of(),
                "");
    }

    private static Users users(Database database) {
        Clock clock = Clock.systemUTC();
        Audit.Config auditing = Audit.Config.read(Settings.load(Map.of(), Map.of()));
        Audit audit = new Audit(database, clock, WorkingMemory.ofHeap(), auditing, Origin.ofThisProcess());
        Activity activity = new Activity(
                database,
                audit,
                clock,
                WorkingMemory.ofHeap(),
                Activity.Config.read(Settings.load(Map.of(), Map.of())));
        Events events =
                new Events(database, clock, new EventSignal(), Events.Config.read(Settings.load(Map.of(), Map.of())));
        Roles roles =
                new Roles(database, activity, events, new UsersOfRole(database), new RoleConfig("jotform_user_role"));
        Organizations.Config config = new Organizations.Config(Duration.ofDays(1));
        Organizations organizations = new Organizations(database, activity, events, clock, config, roles::addDefaults);
        UserConfig limits = UserConfig.read(Settings.load(Map.of(), Map.of()));
        GroupMembers memberships =
                new GroupMembers(database, organizations, activity, events, WorkingMemory.ofHeap(), clock);
        return new Users(
                database,
                activity,
                events,
                clock,
                roles,
                organizations,
                memberships,
                new RoleAssignments(database, activity, events, roles, clock),
                WorkingMemory.ofHeap(),
                limits);
    }
}
