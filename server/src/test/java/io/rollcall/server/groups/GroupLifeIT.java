package io.rollcall.server.groups;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.organizations.OrganizationDeletion;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.StoredRows;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.users.Erasure;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Groups in the life of users and organizations, and in the activity. */
class GroupLifeIT {
    private final TestOrganization organization = TestOrganization.create().withGroups();
    private final ScimClient client = organization.client();
    private final StoredRows rows = new StoredRows(organization.id());
    private final String jane = create("jane.maiden");
    private final String john = create("john");
    private final String staff = group("Staff", jane, john);
    private final String team = group("Team", jane);

    private String create(String name) {
        return client.post("/Users", "{\"userName\":\"" + name + "\"}").id();
    }

    private String group(String name, String... members) {
        String ids = "{\"value\":\"" + String.join("\"},{\"value\":\"", members) + "\"}";
        return "/Groups/"
                + client.post("/Groups", "{\"displayName\":\"" + name + "\",\"members\":[" + ids + "]}")
                        .id();
    }

    private JsonNode read(String path) {
        return client.get(path).json();
    }

    private List<ActivityEntry> activity() {
        return TestServer.shared().component(Activity.class).list(organization.id(), ActivityQuery.newest(20));
    }

    private List<String> activity(ActivityKind kind) {
        return activity().stream()
                .filter(entry -> entry.kind() == kind)
                .map(entry -> entry.subject() + " " + entry.changes())
                .toList();
    }

    @Test
    void aDeletedUserLeavesTheGroups() {
        assertThat(client.delete("/Users/" + jane).status()).isEqualTo(204);

        assertThat(read(staff).path("members").findValuesAsText("value")).containsExactly(john);
        assertThat(read(team).has("members")).isFalse();
        assertThat(read(staff).at("/meta/version").asText()).isEqualTo("W/\"2\"");
        assertThat(read(team).at("/meta/version").asText()).isEqualTo("W/\"2\"");
        assertThat(rows.count("group_members")).isEqualTo(1);
        assertThat(activity(ActivityKind.GROUP_CHANGED))
                .containsExactlyInAnyOrder(
                        "Staff {\"membersRemoved\":{\"after\":[\"" + jane + "\"]}}",
                        "Team {\"membersRemoved\":{\"after\":[\"" + jane + "\"]}}");
        create("jane.maiden");
        assertThat(rows.count("group_members")).isEqualTo(1);
    }

    @Test
    void anErasedUserLeavesTheGroupsAndNoName() {
        TestServer.shared()
                .component(Erasure.class)
                .erase(organization.id(), UserId.parse(jane).orElseThrow(), Actor.operator());

        assertThat(read(staff).path("members").findValuesAsText("value")).containsExactly(john);
        assertThat(rows.columnsTelling("maiden")).isEmpty();
    }

    @Test
    void aDeactivatedUserStays() {
        client.patch("/Users/" + jane, "{\"Operations\":[{\"op\":\"replace\",\"path\":\"active\",\"value\":false}]}");

        assertThat(read(staff).path("members")).hasSize(2);
    }

    @Test
    void aDeletedOrganizationLeavesNothing() {
        TestServer.shared()
                .component(OrganizationDeletion.class)
                .delete(organization.id(), organization.slug(), Actor.operator());

        assertThat(rows.count("user_groups")).isZero();
        assertThat(rows.count("group_members")).isZero();
    }

    @Test
    void theActivityHasOneEntryForAChange() {
        client.put(team, "{\"displayName\":\"Crew\",\"members\":[{\"value\":\"" + john + "\"}]}");
        client.put(team, "{\"displayName\":\"Crew\",\"members\":[{\"value\":\"" + john + "\"}]}");
        client.delete(team);

        assertThat(activity(ActivityKind.GROUP_CREATED))
                .containsExactly(
                        "Team {\"displayName\":{\"after\":\"Team\"},\"membersAdded\":{\"after\":[\"" + jane + "\"]}}",
                        "Staff {\"displayName\":{\"after\":\"Staff\"},\"membersAdded\":{\"after\":[\"" + jane + "\",\""
                                + john + "\"]}}");
        assertThat(activity(ActivityKind.GROUP_CHANGED))
                .containsExactly("Crew {\"displayName\":{\"before\":\"Team\",\"after\":\"Crew\"},\"membersAdded\":"
                        + "{\"after\":[\"" + john + "\"]},\"membersRemoved\":{\"after\":[\"" + jane + "\"]}}");
        assertThat(activity(ActivityKind.GROUP_DELETED)).containsExactly("Crew ");
    }

    /** Hundreds of short names are as much as one long text. */
    @Test
    void theGroupsOfUsersCountAsMemoryOfTheRequest() {
        StoredRows.change("""
                INSERT INTO user_groups
                SELECT organization_id, UNHEX(CONCAT('ff900000000070009000', LPAD(HEX(seq), 12, '0'))), 1,
                  CONCAT('Many ', seq), CONCAT('many ', seq), NULL, created, last_modified, role
                FROM user_groups, seq_1_to_300
                WHERE organization_id = ? AND display_name = 'Team'""", organization.id().value());
        StoredRows.change("""
                INSERT INTO group_members
                SELECT g.organization_id, g.id, m.user_id
                FROM user_groups g, group_members m
                WHERE g.organization_id = ? AND g.display_name LIKE 'Many %' AND m.organization_id = g.organization_id
                  AND m.group_id = (SELECT t.id FROM user_groups t WHERE t.organization_id = ? AND t.display_name = 'Team')""", organization.id().value(), organization.id().value());
        WorkingMemory memory = TestServer.shared().component(WorkingMemory.class);
        memory.begin();
        try {
            long before = memory.reserved();
            GroupMembers members = TestServer.shared().component(GroupMembers.class);
            List<UserId> users = List.of(UserId.parse(jane).orElseThrow());
            GroupMembers.OfUsers groups = members.ofUsers(organization.id(), users, Integer.MAX_VALUE);

            assertThat(groups.complete()).isTrue();
            assertThat(groups.byUser().get(users.get(0))).hasSize(302);
            assertThat(members.ofUsers(organization.id(), users, 20_000).complete())
                    .isFalse();
            assertThat(memory.reserved() - before).isGreaterThan(2L * WorkingMemory.SMALL);
        } finally {
            memory.end();
        }
    }
}
