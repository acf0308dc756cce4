package io.rollcall.server.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.StoredRows;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Changes of many users at the same moment. */
class UserChangesIT {
    private static final int USERS = 16;

    private final TestOrganization organization = TestOrganization.create();
    private final TestOrganization other = TestOrganization.create();
    private final ScimClient[] clients = {organization.client(), other.client()};

    @Test
    void eachIsWrittenOnceToTheRightUser() {
        List<String> ids = IntStream.range(0, USERS)
                .mapToObj(user -> clients[user % 2]
                        .post("/Users", "{\"userName\":\"user" + user + "\"}")
                        .id())
                .toList();

        List<List<Integer>> statuses = Together.run(USERS, user -> {
            List<Integer> own = new ArrayList<>();
            for (int turn = 1; turn <= 20; turn++) {
                own.add(clients[user % 2]
                        .put(
                                "/Users/" + ids.get(user),
                                "{\"userName\":\"user%d\",\"title\":\"turn %d of %d\"}".formatted(user, turn, user))
                        .status());
            }
            return own;
        });

        assertThat(statuses).allSatisfy(own -> assertThat(own).containsOnly(200));
        for (int user = 0; user < USERS; user++) {
            assertThat(clients[user % 2].get("/Users/" + ids.get(user)).text("/title"))
                    .isEqualTo("turn 20 of " + user);
            assertThat(clients[user % 2].get("/Users/" + ids.get(user)).text("/meta/version"))
                    .contains("21");
        }
        for (TestOrganization one : List.of(organization, other)) {
            assertThat(new StoredRows(one.id()).count("activity", "kind = 'user.changed'"))
                    .isEqualTo(20L * USERS / 2);
        }
    }

    @Test
    void rolesAndValuesOfManyAreChangedAtOnce() {
        List<String> ids = make();

        List<List<Integer>> statuses = Together.run(USERS, user -> IntStream.rangeClosed(1, 10)
                .mapToObj(turn -> clients[user % 2]
                        .put(
                                "/Users/" + ids.get(user),
                                "{\"userName\":\"user%d\",\"jotform_user_role\":\"%s\",\"emails\":[{\"value\":\"t%d-%d@example.com\"}]}"
                                        .formatted(user, turn % 2 == 0 ? "user" : "creator", turn, user))
                        .status())
                .toList());

        assertThat(statuses).allSatisfy(own -> assertThat(own).hasSize(10).containsOnly(200));
        for (int user = 0; user < USERS; user++) {
            StoredRows rows = new StoredRows((user % 2 == 0 ? organization : other).id());
            assertThat(rows.user(ids.get(user))).containsEntry("role", "user");
            assertThat(rows.values(ids.get(user))).containsExactly("emails[0]=t10-" + user + "@example.com");
        }
    }

    @Test
    void refusesARoleAmongManyOnlyToTheOneWhoMayNotHaveIt() {
        List<String> ids = make();

        List<Integer> statuses = Together.run(USERS, user -> clients[user % 2]
                .patch(
                        "/Users/" + ids.get(user),
                        "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[{\"op\":\"add\","
                                + "\"path\":\"jotform_user_role\",\"value\":\"" + (user == 3 ? "unknown" : "creator")
                                + "\"}]}")
                .status());

        for (int user = 0; user < USERS; user++) {
            assertThat(statuses.get(user)).as("user %d", user).isEqualTo(user == 3 ? 400 : 200);
        }
        assertThat(new StoredRows(other.id()).user(ids.get(3))).doesNotContainEntry("role", "unknown");
    }

    @Test
    void eachOfManyIsDeletedOnceAndComesBackOnce() {
        List<String> ids = make();

        List<List<Integer>> statuses = Together.run(
                USERS,
                user -> List.of(
                        clients[user % 2].delete("/Users/" + ids.get(user)).status(),
                        clients[user % 2].delete("/Users/" + ids.get(user)).status(),
                        clients[user % 2].post("/Users", user(user)).status(),
                        clients[user % 2].get("/Users/" + ids.get(user)).status()));

        assertThat(statuses).allSatisfy(own -> assertThat(own).containsExactly(204, 404, 201, 200));
        for (TestOrganization one : List.of(organization, other)) {
            StoredRows rows = new StoredRows(one.id());
            assertThat(rows.count("users")).isEqualTo(USERS / 2);
            assertThat(rows.count("user_values")).isEqualTo(USERS / 2);
            assertThat(rows.count("users", "version = 3")).isEqualTo(USERS / 2);
            assertThat(rows.count("former_users")).isZero();
            assertThat(rows.count("activity", "kind = 'user.deleted'")).isEqualTo(USERS / 2);
            assertThat(rows.count("activity", "kind = 'user.created'")).isEqualTo(USERS);
        }
    }

    private List<String> make() {
        return IntStream.range(0, USERS)
                .mapToObj(user -> clients[user % 2].post("/Users", user(user)).id())
                .toList();
    }

    private static String user(int number) {
        return "{\"userName\":\"user%1$d\",\"externalId\":\"x-%1$d\",\"emails\":[{\"value\":\"user%1$d@example.com\"}]}"
                .formatted(number);
    }

    @Test
    void changesOfOneUserAddUpWhileOthersAreChanged() {
        String shared = clients[0].post("/Users", "{\"userName\":\"shared\"}").id();
        List<String> own = IntStream.range(0, USERS)
                .mapToObj(user -> clients[0]
                        .post("/Users", "{\"userName\":\"own" + user + "\"}")
                        .id())
                .toList();

        Together.run(USERS, thread -> {
            for (int turn = 0; turn < 5; turn++) {
                String id = thread % 4 == 0 ? shared : own.get(thread);
                String value = "t%d-%d@example.com".formatted(thread, turn);
                int status = clients[0]
                        .patch(
                                "/Users/" + id,
                                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[{\"op\":\"add\","
                                        + "\"path\":\"" + (thread % 4 == 0 ? "ims" : "photos")
                                        + "\",\"value\":[{\"value\":\"" + value + "\"}]}]}")
                        .status();
                assertThat(status).isEqualTo(200);
            }
            return thread;
        });

        assertThat(clients[0].get("/Users/" + shared).json().at("/ims")).hasSize(20);
        assertThat(clients[0].get("/Users/" + shared).text("/meta/version")).contains("21");
        assertThat(clients[0].get("/Users/" + own.get(1)).json().at("/photos")).hasSize(5);
    }

    @Test
    void aTakenNameIsRefusedToOneAlone() {
        clients[0].post("/Users", "{\"userName\":\"taken\"}");
        List<String> ids = IntStream.range(0, USERS)
                .mapToObj(user -> clients[0]
                        .post("/Users", "{\"userName\":\"user" + user + "\"}")
                        .id())
                .toList();

        List<Integer> statuses = Together.run(USERS, user -> clients[0]
                .put("/Users/" + ids.get(user), "{\"userName\":\"" + (user == 5 ? "taken" : "new" + user) + "\"}")
                .status());

        assertThat(statuses.get(5)).isEqualTo(409);
        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(USERS - 1);
        assertThat(new StoredRows(organization.id()).count("activity", "kind = 'user.changed'"))
                .isEqualTo(USERS - 1);
    }
}
