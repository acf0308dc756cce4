package io.rollcall.server.groups;

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
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.roles.RoleConfig;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.telemetry.Tracing;
import io.rollcall.server.testing.LostCommits;
import io.rollcall.server.testing.StoredRows;
import io.rollcall.server.testing.TestDatabase;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.users.RoleAssignments;
import io.rollcall.server.users.UsersOfRole;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The database commits a change of a group, and the connection is lost before it can say so. */
class LostGroupAnswerIT {
    private static final Actor ACTOR = Actor.system();

    private final TestOrganization organization = TestOrganization.create().withGroups();
    private final StoredRows rows = new StoredRows(organization.id());
    private final HikariDataSource pool = ConnectionPool.open(TestDatabase.shared(), new SimpleMeterRegistry());
    private final LostCommits losing = new LostCommits(pool);
    private final Groups groups =
            groups(new Database(pool, losing.connections(), Retry.standard(), Duration.ZERO, Tracing.OFF));
    private final UserId jane = UserId.parse(organization
                    .client()
                    .post("/Users", "{\"userName\":\"jane\"}")
                    .id())
            .orElseThrow();
    private final Group staff = groups.create(organization.id(), profile("Staff"), MemberChanges.NONE, ACTOR);

    private static Groups groups(Database database) {
        Settings settings = Settings.load(Map.of(), Map.of());
        Clock clock = Clock.systemUTC();
        WorkingMemory memory = WorkingMemory.ofHeap();
        Audit audit = new Audit(database, clock, memory, Audit.Config.read(settings), Origin.ofThisProcess());
        Activity activity = new Activity(database, audit, clock, memory, Activity.Config.read(settings));
        Events events = new Events(database, clock, new EventSignal(), Events.Config.read(settings));
        Roles roles =
                new Roles(database, activity, events, new UsersOfRole(database), new RoleConfig("jotform_user_role"));
        RoleAssignments assignments = new RoleAssignments(database, activity, events, roles, clock);
        return new Groups(database, activity, events, assignments, memory, clock);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private static Group.Profile profile(String name) {
        return new Group.Profile(name, Optional.empty());
    }

    private static Consumer<Group> only(int version) {
        return group -> {
            if (group.version() != version) {
                throw Refusal.stale("If-Match");
            }
        };
    }

    private long entries(ActivityKind kind) {
        return rows.count("activity", "kind = '" + kind.label() + "'");
    }

    @Test
    void createsAGroupOnce() {
        losing.loseNext();
        Group team = groups.create(organization.id(), profile("Team"), MemberChanges.replacing(List.of(jane)), ACTOR);

        assertThat(losing.isDone()).isTrue();
        assertThat(groups.get(organization.id(), team.id())).isEqualTo(team);
        assertThat(rows.count("group_members")).isEqualTo(1);
        assertThat(entries(ActivityKind.GROUP_CREATED)).isEqualTo(2);
    }

    @Test
    void deletesAGroupOnceAndDoesNotAnswerThatThereIsNone() {
        losing.loseNext();
        groups.delete(organization.id(), staff.id(), ACTOR, only(1));

        assertThat(losing.isDone()).isTrue();
        assertThat(groups.find(organization.id(), staff.id())).isEmpty();
        assertThat(entries(ActivityKind.GROUP_DELETED)).isEqualTo(1);
        assertThatThrownBy(() -> groups.delete(organization.id(), staff.id(), ACTOR, group -> {}))
                .isInstanceOf(Refusal.class);
    }

    /** The precondition holds for the group before the change, and not for the one that the first attempt left. */
    @Test
    void changesAGroupOnceAlsoIfThePreconditionHoldsOnlyBefore() {
        losing.loseNext();
        Group changed = groups.update(
                organization.id(),
                staff.id(),
                ACTOR,
                only(1),
                new Group.Change(before -> profile("Crew"), MemberChanges.replacing(List.of(jane))));

        assertThat(losing.isDone()).isTrue();
        assertThat(changed.version()).isEqualTo(2);
        assertThat(changed.displayName()).isEqualTo("Crew");
        assertThat(groups.get(organization.id(), staff.id())).isEqualTo(changed);
        assertThat(rows.count("group_members")).isEqualTo(1);
        assertThat(entries(ActivityKind.GROUP_CHANGED)).isEqualTo(1);
    }

    /** Another request may change the group after the commit whose response was lost. */
    @Test
    void refusesAChangeIfAnotherOneFollowedTheLostCommit() {
        Group.Change toCrew = new Group.Change(before -> profile("Crew"), MemberChanges.NONE);
        Groups others = groups(new Database(pool, pool, Retry.standard(), Duration.ZERO, Tracing.OFF));
        Group.Change toBand = new Group.Change(before -> profile("Band"), MemberChanges.NONE);
        Consumer<Group> precondition = group -> {
            only(1).accept(group);
            losing.loseNext(() -> others.update(organization.id(), staff.id(), ACTOR, only(2), toBand));
        };

        assertThatThrownBy(() -> groups.update(organization.id(), staff.id(), ACTOR, precondition, toCrew))
                .hasMessage("If-Match");
        assertThat(groups.get(organization.id(), staff.id()).displayName()).isEqualTo("Band");
    }
}
