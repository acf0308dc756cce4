package io.rollcall.server.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.GroupId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.RoleHolderLookup.Holders;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.roles.precedence.RoleSource;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.ManyUsers;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.StoredRows;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.users.RoleAssignments;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Roles from groups: the order of precedence, its two modes, previews, and what ends a mapping. */
class GroupRolesIT {
    private static final Actor ADMIN = Actor.operator();
    private static final String NONE = "";

    private final TestOrganization organization = TestOrganization.create().withGroups();
    private final ScimClient client = organization.client();
    private final StoredRows rows = new StoredRows(organization.id());
    private final GroupRoles mappings = TestServer.shared().component(GroupRoles.class);
    private final Roles roles = TestServer.shared().component(Roles.class);
    private final RoleAssignments assignments = TestServer.shared().component(RoleAssignments.class);

    @BeforeEach
    void addARoleThatIsNeitherMappedNorAssigned() {
        roles.makeDefault(organization.id(), "creator", ADMIN);
    }

    private String create(String name, String role) {
        String member = role.isEmpty() ? "" : ",\"jotform_user_role\":\"" + role + "\"";
        return client.post("/Users", "{\"userName\":\"" + name + "\"" + member + "}")
                .id();
    }

    private GroupId group(String name, String... members) {
        String ids = members.length == 0 ? "" : "{\"value\":\"" + String.join("\"},{\"value\":\"", members) + "\"}";
        return GroupId.parse(client.post("/Groups", "{\"displayName\":\"" + name + "\",\"members\":[" + ids + "]}")
                        .id())
                .orElseThrow();
    }

    private void member(String op, GroupId group, String user) {
        Response answer = client.patch(
                "/Groups/" + group,
                "{\"Operations\":[{\"op\":\"" + op + "\",\"path\":\"members\",\"value\":[{\"value\":\"" + user
                        + "\"}]}]}");
        assertThat(answer.status()).isEqualTo(204);
    }

    private String role(String user) {
        return client.get("/Users/" + user).text("/jotform_user_role");
    }

    private Response assign(String user, String role) {
        return client.patch(
                "/Users/" + user,
                role.isEmpty()
                        ? "{\"Operations\":[{\"op\":\"remove\",\"path\":\"jotform_user_role\"}]}"
                        : "{\"Operations\":[{\"op\":\"replace\",\"path\":\"jotform_user_role\",\"value\":\"" + role
                                + "\"}]}");
    }

    private String source(String user) {
        RoleSource source =
                assignments.source(organization.id(), UserId.parse(user).orElseThrow());
        return source.kind()
                + source.group().map(group -> " " + group.displayName()).orElse("");
    }

    private Holders map(GroupId group, String role) {
        return mappings.map(organization.id(), group, role, ADMIN);
    }

    @Test
    void anAssignedRoleComesBeforeGroupsAndGroupsBeforeTheDefault() {
        String jane = create("jane", "admin");
        String john = create("john", NONE);
        String jim = create("jim", NONE);
        GroupId staff = group("Staff", jane, john);

        assertThat(map(staff, "group_member")).isEqualTo(new Holders(1, List.of("john")));

        assertThat(List.of(role(jane), role(john), role(jim))).containsExactly("admin", "group_member", "creator");
        assertThat(List.of(source(jane), source(john), source(jim)))
                .containsExactly("IDENTITY_PROVIDER", "GROUP Staff", "DEFAULT");
    }

    @Test
    void theFirstRoleOfTheListWins() {
        String john = create("john", NONE);
        map(group("Staff", john), "group_member");
        GroupId heads = group("Heads");
        map(heads, "group_admin");

        member("add", heads, john);
        assertThat(role(john)).isEqualTo("group_admin");
        member("remove", heads, john);
        assertThat(role(john)).isEqualTo("group_member");
        assertThat(source(john)).isEqualTo("GROUP Staff");
    }

    @Test
    void theRoleFollowsTheMembershipInOneStep() {
        String john = create("john", NONE);
        GroupId staff = group("Staff");
        map(staff, "group_member");
        String before = client.get("/Users/" + john).header("ETag");

        member("add", staff, john);
        assertThat(role(john)).isEqualTo("group_member");
        assertThat(client.get("/Users/" + john).header("ETag")).isNotEqualTo(before);
        ActivityEntry entry =
                TestServer.shared().component(Activity.class).list(organization.id(), ActivityQuery.newest(20)).stream()
                        .filter(one -> one.kind() == ActivityKind.USER_CHANGED)
                        .findFirst()
                        .orElseThrow();
        assertThat(entry.subject()).isEqualTo("john");
        assertThat(entry.changes()).contains("group_member");
        assertThat(entry.actor().kind()).isEqualTo(Actor.Kind.TOKEN);
        assertThat(Eventually.get(() -> rows.count("events", "type = 'user.role_changed'"), count -> count > 0))
                .isEqualTo(1);

        assertThat(client.filter("jotform_user_role eq \"group_member\"").text("/totalResults"))
                .isEqualTo("1");
        member("remove", staff, john);
        assertThat(role(john)).isEqualTo("creator");
        assertThat(source(john)).isEqualTo("DEFAULT");
        assertThat(client.filter("jotform_user_role eq \"group_member\"").text("/totalResults"))
                .isEqualTo("0");
    }

    @Test
    void withoutADefaultTheLastGroupLeavesNoRole() {
        roles.clearDefault(organization.id(), ADMIN);
        String john = create("john", NONE);
        GroupId staff = group("Staff", john);
        map(staff, "group_member");

        member("remove", staff, john);

        assertThat(client.get("/Users/" + john).json().has("jotform_user_role")).isFalse();
        assertThat(source(john)).isEqualTo("NONE");
    }

    @Test
    void anAssignedRoleIsTakenAndGivenBack() {
        String john = create("john", NONE);
        map(group("Staff", john), "group_member");

        assertThat(assign(john, "admin").status()).isEqualTo(200);
        assertThat(role(john)).isEqualTo("admin");
        assertThat(assign(john, NONE).status()).isEqualTo(200);
        assertThat(role(john)).isEqualTo("group_member");
        assertThat(source(john)).isEqualTo("GROUP Staff");
    }

    @Test
    void anEchoOfTheRoleAssignsNothing() {
        String john = create("john", NONE);
        GroupId staff = group("Staff", john);
        map(staff, "group_member");

        assertThat(client.put("/Users/" + john, "{\"userName\":\"john\",\"jotform_user_role\":\"group_member\"}")
                        .status())
                .isEqualTo(200);

        member("remove", staff, john);
        assertThat(role(john)).isEqualTo("creator");
    }

    @Test
    void groupsDecide() {
        String jane = create("jane", "admin");
        String john = create("john", NONE);
        GroupId staff = group("Staff", jane, john);
        map(staff, "group_member");

        assertThat(mappings.previewDecide(organization.id(), true)).isEqualTo(new Holders(1, List.of("jane")));
        assertThat(role(jane)).isEqualTo("admin");
        assertThat(mappings.decide(organization.id(), true, ADMIN)).isEqualTo(new Holders(1, List.of("jane")));
        assertThat(role(jane)).isEqualTo("group_member");

        Response ignored = assign(jane, "data_viewer");
        assertThat(ignored.text("/jotform_user_role")).isEqualTo("group_member");
        assertThat(assign(jane, "data_viewer").header("ETag")).isEqualTo(ignored.header("ETag"));
        assertThat(client.put(
                                "/Users/" + jane,
                                "{\"userName\":\"jane\",\"title\":\"Dr\",\"jotform_user_role\":\"data_viewer\"}")
                        .text("/title"))
                .isEqualTo("Dr");
        assertThat(role(jane)).isEqualTo("group_member");
        member("remove", staff, jane);
        assertThat(role(jane)).isEqualTo("data_viewer");
        assertThat(source(jane)).isEqualTo("IDENTITY_PROVIDER");

        member("add", staff, jane);
        assertThat(mappings.decide(organization.id(), false, ADMIN)).isEqualTo(new Holders(1, List.of("jane")));
        assertThat(role(jane)).isEqualTo("data_viewer");
    }

    @Test
    void previewsNameThoseWhoWouldChange() {
        String john = create("john", NONE);
        create("jim", NONE);
        GroupId staff = group("Staff", john, create("jane", "admin"));

        assertThat(mappings.previewMap(organization.id(), staff, "group_member"))
                .isEqualTo(new Holders(1, List.of("john")));
        assertThat(role(john)).isEqualTo("creator");
        map(staff, "group_member");
        assertThat(mappings.previewMap(organization.id(), staff, "group_admin"))
                .isEqualTo(new Holders(1, List.of("john")));
        assertThat(mappings.previewUnmap(organization.id(), staff)).isEqualTo(new Holders(1, List.of("john")));
        assertThat(mappings.unmap(organization.id(), staff, ADMIN)).isEqualTo(new Holders(1, List.of("john")));
        assertThat(role(john)).isEqualTo("creator");
    }

    @Test
    void aDeletedGroupGivesNoRole() {
        String john = create("john", NONE);
        GroupId staff = group("Staff", john);
        map(staff, "group_member");

        assertThat(client.delete("/Groups/" + staff).status()).isEqualTo(204);

        assertThat(role(john)).isEqualTo("creator");
    }

    @Test
    void aReplacedListOfMembersGivesAndTakesRoles() {
        String john = create("john", NONE);
        String jim = create("jim", NONE);
        GroupId staff = group("Staff", john);
        map(staff, "group_member");

        client.put("/Groups/" + staff, "{\"displayName\":\"Staff\",\"members\":[{\"value\":\"" + jim + "\"}]}");

        assertThat(List.of(role(john), role(jim))).containsExactly("creator", "group_member");
    }

    @Test
    void aRetiredRoleStaysWithItsUsersAndIsGivenToNobodyElse() {
        String john = create("john", NONE);
        String jim = create("jim", NONE);
        GroupId staff = group("Staff", john);
        map(staff, "group_member");

        roles.retire(organization.id(), "group_member", ADMIN);
        member("add", staff, jim);

        assertThat(List.of(role(john), role(jim))).containsExactly("group_member", "creator");
        assertThatThrownBy(() -> map(staff, "group_member")).isInstanceOf(Refusal.class);
        roles.reinstate(organization.id(), "group_member", ADMIN);
        assertThat(map(staff, "group_member")).isEqualTo(new Holders(1, List.of("jim")));
    }

    @Test
    void aMappedRoleIsNotDeleted() {
        GroupId staff = group("Staff");
        map(staff, "group_member");

        assertThatThrownBy(() -> roles.delete(organization.id(), "group_member", ADMIN))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("the group 'Staff' is mapped to it");
        mappings.unmap(organization.id(), staff, ADMIN);
        roles.delete(organization.id(), "group_member", ADMIN);
    }

    @Test
    void onlyRolesForGroupsAreMapped() {
        GroupId staff = group("Staff");

        assertThatThrownBy(() -> map(staff, "admin"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Set its kind to group or both");
        roles.changeKind(organization.id(), "admin", Role.Kind.BOTH, ADMIN);
        map(staff, "admin");
        roles.forbid(organization.id(), "group_admin", ADMIN);
        assertThatThrownBy(() -> map(staff, "group_admin"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Allow it first");
    }

    @Test
    void aGroupIsFoundByIdAndByName() {
        GroupId staff = group("Staff");

        assertThat(mappings.find(organization.id(), "STAFF").id()).isEqualTo(staff);
        assertThat(mappings.find(organization.id(), staff.toString()).id()).isEqualTo(staff);
        assertThatThrownBy(() -> mappings.find(organization.id(), "Stuff")).isInstanceOf(Refusal.class);
    }

    @Test
    void aLargeGroupIsMappedInParts() throws SQLException {
        int count = 2 * GroupRoles.USERS + 1;
        roles.clearDefault(organization.id(), ADMIN);
        ManyUsers.make(organization, TestServer.shared(), count - 1);
        GroupId staff = group("Staff");
        StoredRows.change("INSERT INTO group_members (organization_id, group_id, user_id)"
                + " SELECT u.organization_id, g.id, u.id FROM users u JOIN user_groups g USING (organization_id)"
                + " WHERE u.organization_id = " + organization.id().value());

        assertThat(mappings.previewMap(organization.id(), staff, "group_member").count())
                .isEqualTo(count);
        assertThat(map(staff, "group_member").count()).isEqualTo(count);
        assertThat(rows.count("users", "role = 'group_member' AND version = 2")).isEqualTo(count);
    }

    @Test
    void anOrganizationSeesAndChangesNoGroupOfAnother() {
        String john = create("john", NONE);
        GroupId staff = group("Staff", john);
        TestOrganization other = TestOrganization.create().withGroups();

        assertThatThrownBy(() -> mappings.map(other.id(), staff, "group_member", ADMIN))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> mappings.find(other.id(), "Staff")).isInstanceOf(Refusal.class);
        mappings.decide(other.id(), true, ADMIN);
        assertThat(mappings.groupsDecide(organization.id())).isFalse();
        assertThat(role(john)).isEqualTo("creator");
    }

    /** A server of an earlier version writes the role alone. */
    @Test
    void aRoleThatAnOlderServerWroteCountsAsAssigned() {
        String john = create("john", NONE);
        GroupId staff = group("Staff", john);
        map(staff, "group_member");
        StoredRows.change("UPDATE users SET role = 'user', version = version + 1,"
                + " document = JSON_SET(document, '$.jotform_user_role', 'user') WHERE organization_id = "
                + organization.id().value());

        assertThat(source(john)).isEqualTo("IDENTITY_PROVIDER");
        member("remove", staff, john);
        assertThat(role(john)).isEqualTo("user");
    }

    @Test
    void withoutMappedGroupsARemovedRoleLeavesNone() {
        String jane = create("jane", "admin");

        assign(jane, NONE);

        assertThat(source(jane)).isEqualTo("NONE");
    }
}
