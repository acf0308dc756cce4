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
