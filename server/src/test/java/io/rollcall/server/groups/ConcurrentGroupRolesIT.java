package io.rollcall.server.groups;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.GroupId;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.testing.Together;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Writers of memberships, assigned roles, mappings and the order of precedence at the same time, on two servers. Afterwards each
 * user has the role that a slow computation from the final state finds.
 */
class ConcurrentGroupRolesIT {
    private static final int USERS = 6;
    private static final int STEPS = 25;
    private static final Actor ADMIN = Actor.operator();
    private static final List<String> ORDER = List.of("group_admin", "group_member");
    private static final List<String> ASSIGNED = List.of("admin", "user", "");
    private static final List<RunningServer> SERVERS = List.of(TestServer.shared(), TestServer.second());

    private final TestOrganization organization =
            TestOrganization.create().withGroups(TestServer.shared()).withGroups(TestServer.second());
    private final List<ScimClient> clients =
            SERVERS.stream().map(organization::client).toList();
    private final ScimClient client = clients.get(0);
    private final List<String> users =
            IntStream.range(0, USERS).mapToObj(this::create).toList();
    private final List<GroupId> groups =
            IntStream.range(0, 3).mapToObj(this::group).toList();

    private String create(int number) {
        return client.post("/Users", "{\"userName\":\"u" + number + "\"}").id();
    }

    private GroupId group(int number) {
        return GroupId.parse(client.post("/Groups", "{\"displayName\":\"g" + number + "\"}")
                        .id())
                .orElseThrow();
    }

    private static GroupRoles mappings(int server) {
        return SERVERS.get(server % 2).component(GroupRoles.class);
    }

    /** Adds and removes members of one group. */
    private Map<String, String> writeMembers(int writer, Random random) {
        GroupId group = groups.get(writer % groups.size());
        for (int step = 0; step < STEPS; step++) {
            String op = random.nextBoolean() ? "add" : "remove";
            String values = random.ints(2, 0, USERS)
                    .mapToObj(user -> "{\"value\":\"" + users.get(user) + "\"}")
                    .reduce((one, other) -> one + "," + other)
                    .orElseThrow();
            int status = clients.get(writer % 2)
                    .patch(
                            "/Groups/" + group,
                            "{\"Operations\":[{\"op\":\"" + op + "\",\"path\":\"members\",\"value\":[" + values
                                    + "]}]}")
                    .status();
            assertThat(status).isEqualTo(204);
        }
        return Map.of();
    }

    /** Assigns roles to some of the users, and returns what each was assigned last. */
    private Map<String, String> writeRoles(int writer, Random random) {
        Map<String, String> last = new HashMap<>();
        for (int step = 0; step < STEPS; step++) {
            String user = users.get(2 * random.nextInt(USERS / 2) + writer % 2);
            String role = ASSIGNED.get(random.nextInt(ASSIGNED.size()));
            String operation = role.isEmpty()
                    ? "{\"op\":\"remove\",\"path\":\"jotform_user_role\"}"
                    : "{\"op\":\"replace\",\"path\":\"jotform_user_role\",\"value\":\"" + role + "\"}";
            int status = clients.get(random.nextInt(2))
                    .patch("/Users/" + user, "{\"Operations\":[" + operation + "]}")
                    .status();
            assertThat(status).isEqualTo(200);
            last.put(user, role);
        }
        return last;
    }

    private Map<String, String> writeMappings(int writer, Random random) {
        for (int step = 0; step < STEPS; step++) {
            GroupId group = groups.get(random.nextInt(groups.size()));
            // One group stays mapped, since an organization without mapped groups has no order of precedence.
            if (random.nextInt(3) == 0 && !group.equals(groups.get(0))) {
                mappings(writer).unmap(organization.id(), group, ADMIN);
            } else {
                mappings(writer).map(organization.id(), group, ORDER.get(random.nextInt(ORDER.size())), ADMIN);
            }
        }
        return Map.of();
    }

    private Map<String, String> writeOrder(int writer, Random random) {
        for (int step = 0; step < STEPS; step++) {
            mappings(writer).decide(organization.id(), random.nextBoolean(), ADMIN);
        }
        return Map.of();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void endWithTheRolesOfTheFinalState(long seed) {
        TestServer.shared().component(Roles.class).makeDefault(organization.id(), "creator", ADMIN);
        mappings(0).map(organization.id(), groups.get(0), "group_member", ADMIN);

        Map<String, String> assigned = new HashMap<>();
        Together.run(9, writer -> {
                    Random random = new Random(10 * seed + writer);
                    return switch (writer / 2) {
                        case 0, 1 -> writeMembers(writer, random);
                        case 2 -> writeRoles(writer, random);
                        case 3 -> writeMappings(writer, random);
                        default -> writeOrder(writer, random);
                    };
                })
                .forEach(assigned::putAll);

        assertThat(roles()).isEqualTo(expected(assigned));
    }

    private Map<String, String> roles() {
        Map<String, String> roles = new TreeMap<>();
        users.forEach(user -> roles.put(user, client.get("/Users/" + user).text("/jotform_user_role")));
        return roles;
    }

    private Map<String, String> expected(Map<String, String> assigned) {
        boolean groupsDecide = mappings(0).groupsDecide(organization.id());
        Map<String, String> roles = new TreeMap<>();
        for (String user : users) {
            String explicit = assigned.getOrDefault(user, "");
            String mapped = ORDER.stream()
                    .filter(role -> groups.stream().anyMatch(group -> gives(group, role, user)))
                    .findFirst()
                    .orElse("");
            List<String> order = groupsDecide ? List.of(mapped, explicit) : List.of(explicit, mapped);
            roles.put(
                    user,
                    order.stream().filter(role -> !role.isEmpty()).findFirst().orElse("creator"));
        }
        return roles;
    }

    private boolean gives(GroupId group, String role, String user) {
        boolean maps = mappings(0)
                .find(organization.id(), group.toString())
                .role()
                .filter(role::equals)
                .isPresent();
        return maps
                && client.get("/Groups/" + group)
                        .json()
                        .path("members")
                        .findValuesAsText("value")
                        .contains(user);
    }

    /** A change of the order of precedence is seen by the next assignment on a server that knows of no mapped group. */
    @Test
    void anAssignmentOnAnotherServerSeesANewMapping() {
        String user = users.get(0);
        client.patch(
                "/Groups/" + groups.get(0),
                "{\"Operations\":[{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"" + user + "\"}]}]}");
        mappings(0).map(organization.id(), groups.get(0), "group_member", ADMIN);
        mappings(0).decide(organization.id(), true, ADMIN);

        String answer = clients.get(1)
                .patch(
                        "/Users/" + user,
                        "{\"Operations\":[{\"op\":\"replace\",\"path\":\"jotform_user_role\",\"value\":\"admin\"}]}")
                .text("/jotform_user_role");

        assertThat(answer).isEqualTo("group_member");
    }
}
