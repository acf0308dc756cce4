package io.rollcall.server.scim.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.server.groups.GroupMembers;
import io.rollcall.server.groups.MemberChanges;
import io.rollcall.server.kernel.GroupId;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.limits.ConcurrencyLimit;
import io.rollcall.server.limits.ConcurrencyShares;
import io.rollcall.server.limits.WrittenBytes;
import io.rollcall.server.telemetry.Refusals;
import io.rollcall.server.testing.ManyUsers;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Changes that concern many members run one at a time, whether the request names the members or the group has them. */
class LargeGroupChangesIT {
    private static final int MANY = 1_001;

    private final TestOrganization organization = TestOrganization.create().withGroups();
    private final LargeGroupChanges changes = changes();

    private static LargeGroupChanges changes() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        return new LargeGroupChanges(
                TestServer.shared().component(GroupMembers.class),
                ConcurrencyLimit.ofExpensivePatches(
                        new ConcurrencyShares(1, 1), new Refusals(meters, "test", ConcurrencyLimit.REASONS)),
                new WrittenBytes(new WrittenBytes.Config(0), meters, "test"));
    }

    private static MemberChanges naming(int count) {
        return MemberChanges.replacing(IntStream.range(0, count)
                .mapToObj(number -> new UserId(new UUID(1, number)))
                .toList());
    }

    @Test
    void runOneAtATimeIfTheyNameManyMembers() {
        OrganizationId id = organization.id();
        assertThat(changes.run(id, naming(MANY), () -> changes.run(id, naming(MANY - 1), () -> "small")))
                .isEqualTo("small");
        assertThatThrownBy(() -> changes.run(id, naming(MANY), () -> changes.run(id, naming(MANY), () -> "large")))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.TOO_MANY));
    }

    @Test
    void runOneAtATimeIfTheGroupHasManyMembers() throws SQLException {
        ManyUsers.make(organization, TestServer.shared(), MANY);
        String members = IntStream.rangeClosed(1, MANY)
                .mapToObj("{\"value\":\"01900000-0000-7000-8000-%012x\"}"::formatted)
                .collect(Collectors.joining(",", "{\"displayName\":\"Everyone\",\"members\":[", "]}"));
        OrganizationId id = organization.id();
        GroupId large = GroupId.parse(
                        organization.client().post("/Groups", members).id())
                .orElseThrow();
        GroupId small = GroupId.parse(organization
                        .client()
                        .post("/Groups", "{\"displayName\":\"Few\"}")
                        .id())
                .orElseThrow();
        MemberChanges none = MemberChanges.replacing(List.of());

        assertThat(changes.run(id, large, none, () -> changes.run(id, small, none, () -> "small")))
                .isEqualTo("small");
        assertThatThrownBy(() -> changes.run(id, large, none, () -> changes.run(id, large, none, () -> "large")))
                .isInstanceOf(Refusal.class);
    }
}
