package io.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.console.ConsoleClient.Response;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.StoredRows;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pages of groups: the list with the numbers of members, a group with its members, and the groups of a user. */
class GroupPagesIT {
    private static final Pattern NEXT = Pattern.compile("href=\"([^\"]*after=[^\"]*)\"");

    private final TestOrganization organization = TestOrganization.create().withGroups();
    private final ScimClient provider = organization.client();
    private final ConsoleClient administrator = ConsoleClient.signedIn(
            TestServer.shared(), ConsoleServer.administrator(TestServer.shared(), Optional.of(organization.id())));
    private final String base = "/console/organizations/" + organization.slug();

    private String user(String name) {
        return provider.post("/Users", "{\"userName\":\"" + name + "\"}").id();
    }

    private String group(String name, List<String> members) {
        return provider.post(
                        "/Groups",
                        "{\"displayName\":\"" + name + "\",\"externalId\":\"x-" + name + "\",\"members\":["
                                + members.stream()
                                        .map(id -> "{\"value\":\"" + id + "\"}")
                                        .collect(Collectors.joining(","))
                                + "]}")
                .id();
    }

    private String page(String path) {
        Response answer = administrator.get(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.body();
    }

    /** Returns what the pattern's group finds on a page and all that follow. */
    private List<String> onAllPages(String first, Pattern wanted) {
        List<String> found = new ArrayList<>();
        Optional<String> next = Optional.of(first);
        while (next.isPresent()) {
            String body = page(next.get());
            wanted.matcher(body).results().map(match -> match.group(1)).forEach(found::add);
            next = NEXT.matcher(body)
                    .results()
                    .map(match -> match.group(1).replace("&amp;", "&"))
                    .findFirst();
        }
        return found;
    }

    @Test
    void mapsAGroupAfterAPreview() {
        String jane = user("jane");
        String staff = base + "/groups/" + group("Staff", List.of(jane));

        assertThat(page(staff))
                .contains("Role of the members", "value=\"group_member\"")
                .doesNotContain("value=\"creator\"");
        assertThat(page(staff + "/role?role=group_member"))
                .contains("Map this group to Group Member?", "1 user", "jane");
        assertThat(page(base + "/users/" + jane)).doesNotContain("Group Member");
        assertThat(administrator
                        .post(staff + "/role", Map.of("role", "group_member"))
                        .status())
                .isEqualTo(303);
        assertThat(page(base + "/users/" + jane)).contains("Group Member", "From the group", staff);
        assertThat(page(staff + "/role?role=")).contains("End the mapping of this group?", "1 user");
        assertThat(administrator.post(staff + "/role", Map.of("role", "")).status())
                .isEqualTo(303);
        assertThat(page(base + "/users/" + jane)).doesNotContain("Group Member");

        Response refused = administrator.post(staff + "/role", Map.of("role", "admin"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("Set its kind to group or both");
    }

    @Test
    void switchesTheOrderOfPrecedenceAfterAPreview() {
        String jane = user("jane");
        String staff = base + "/groups/" + group("Staff", List.of(jane));
        administrator.post(staff + "/role", Map.of("role", "group_member"));
        provider.patch(
                "/Users/" + jane,
                "{\"Operations\":[{\"op\":\"add\",\"path\":\"jotform_user_role\",\"value\":\"admin\"}]}");
        assertThat(page(base + "/users/" + jane)).contains("Assigned by the identity provider");

        assertThat(page(base + "/role-order/switch")).contains("Let groups decide?", "jane");
        assertThat(administrator
                        .post(base + "/role-order/switch", Map.of("groupsDecide", "true"))
                        .status())
                .isEqualTo(303);
        assertThat(page(base + "/role-order")).contains("Let assigned roles come first");
        assertThat(page(base + "/users/" + jane)).contains("From the group");
    }

    @Test
    void listsGroupsByNameWithTheirMembers() {
        String jane = user("jane");
        String john = user("john");
        group("beta", List.of(jane, john));
        String alpha = group("Alpha", List.of());

        String list = page(base + "/groups");

        assertThat(list.indexOf(">Alpha<")).isPositive().isLessThan(list.indexOf(">beta<"));
        assertThat(list).contains(base + "/groups/" + alpha);
        assertThat(list).containsPattern("(?s)beta.*?data-label=\"Members\">2<");
        assertThat(list).containsPattern("(?s)Alpha.*?data-label=\"Members\">0<");
        assertThat(page(base + "/groups?q=BE")).contains(">beta<").doesNotContain(">Alpha<");
        assertThat(page(base + "/groups?q=nothing")).contains("No matching groups");
        assertThat(page(base)).contains("href=\"" + base + "/groups\"");
    }

    @Test
    void showsEachGroupOnOnePage() {
        List<String> names =
                IntStream.range(0, 120).mapToObj("group%03d"::formatted).toList();
        names.forEach(name -> group(name, List.of()));

        assertThat(onAllPages(base + "/groups", Pattern.compile("(group\\d{3})</")))
                .isEqualTo(names);
        assertThat(onAllPages(base + "/groups?q=group00", Pattern.compile("(group\\d{3})</")))
                .hasSize(10);
    }

    @Test
    void showsAGroupWithItsMembersPageByPage() {
        List<String> names =
                IntStream.range(0, 120).mapToObj("member%03d"::formatted).toList();
        String staff = group("Staff", names.stream().map(this::user).toList());

        String first = page(base + "/groups/" + staff);
        assertThat(first).contains("<h1>", "Staff", staff, "x-Staff").containsPattern("Members</dt><dd>120<");
        assertThat(onAllPages(base + "/groups/" + staff, Pattern.compile("(member\\d{3})</")))
                .isEqualTo(names);
        assertThat(page(base + "/groups/" + group("Empty", List.of()))).contains("No members");
    }

    @Test
    void doesNotCountVeryManyMembersForTheList() {
        String jane = user("jane");
        group("Large", List.of(jane));
        StoredRows.change(
                "INSERT INTO users SELECT organization_id, UNHEX(CONCAT('ff900000000070008000', LPAD(HEX(seq), 12, '0'))),"
                        + " version, CONCAT('u', seq), CONCAT('u', seq), NULL, active, deactivated, role, family_name_key,"
                        + " given_name_key, display_name_key, created, last_modified, document, search, NULL, NULL, NULL"
                        + " FROM users, seq_1_to_1200 WHERE organization_id = ?",
                organization.id().value());
        StoredRows.change(
                "INSERT IGNORE INTO group_members SELECT g.organization_id, g.id, u.id FROM user_groups g, users u"
                        + " WHERE g.organization_id = ? AND u.organization_id = g.organization_id",
                organization.id().value());

        assertThat(page(base + "/groups")).contains("More than 1,000");
        assertThat(onAllPages(base + "/groups", Pattern.compile("href=\"" + base + "/groups/([^\"?]+)\"")))
                .hasSize(1)
                .allSatisfy(id -> assertThat(page(base + "/groups/" + id)).contains(">1,201<"));
    }

    @Test
    void linksTheUserToTheirGroups() {
        String jane = user("jane");
        String staff = group("Staff", List.of(jane));

        assertThat(page(base + "/users/" + jane)).contains(base + "/groups/" + staff, ">Staff<");
        assertThat(page(base + "/users/" + user("john"))).contains("No groups");
        assertThat(page(base + "/groups/" + staff)).contains(base + "/users/" + jane, ">jane<");
    }

    @Test
    void hidesTheGroupsOfAnOrganizationThatSwitchedThemOff() {
        String jane = user("jane");
        String staff = group("Staff", List.of(jane));
        TestServer.shared().component(Organizations.class).setGroupsEnabled(organization.id(), false, Actor.system());

        assertThat(page(base + "/groups")).contains("Groups are off").doesNotContain("Staff");
        assertThat(administrator.get(base + "/groups/" + staff).status()).isEqualTo(404);
        assertThat(page(base + "/users/" + jane)).doesNotContain("Staff", "No groups");
        assertThat(page(base)).doesNotContain("href=\"" + base + "/groups\"");
    }
}
