package io.rollcall.server.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.extensions.RoleAttribute;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestDatabase;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Whatever happens at the same moment, nobody has a role that is not in the catalogue, or got it after it was retired. */
class RoleRaceIT {
    private static final int ASSIGNERS = 16;

    private final TestOrganization organization = TestOrganization.create();
    private final OrganizationId id = organization.organization().id();
    private final ScimClient client = organization.client();
    private final Roles roles = TestServer.shared().component(Roles.class);
    private final CountDownLatch start = new CountDownLatch(1);
    private final AtomicInteger assigned = new AtomicInteger();

    @RepeatedTest(5)
    void deletesARoleOrLetsItBeGivenButNeverBoth(RepetitionInfo repetition) throws Exception {
        roles.add(id, "fleeting", "Fleeting", Role.Kind.PERSONAL, Actor.system());
        ExecutorService threads = Executors.newFixedThreadPool(ASSIGNERS + 1);
        try {
            List<Future<Integer>> assignments = new ArrayList<>();
            for (int i = 0; i < ASSIGNERS; i++) {
                Callable<Integer> assignment = i % 2 == 0 ? creation("u" + i) : change("u" + i);
                assignments.add(threads.submit(assignment));
            }
            Future<Boolean> deletion = threads.submit(() -> deleteAfter(repetition.getCurrentRepetition() / 2));
            start.countDown();

            boolean deleted = deletion.get();
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> assignment : assignments) {
                answers.add(assignment.get());
            }

            assertThat(answers).isSubsetOf(200, 201, 400);
            assertThat(orphans()).isZero();
            if (deleted) {
                assertThat(answers).containsOnly(400);
            } else {
                assertThat(answers).doesNotContain(400);
            }
            assertThat(client.filter(RoleAttribute.DEFAULT_NAME + " eq \"fleeting\"")
                            .text("/totalResults"))
                    .isEqualTo(Long.toString(
                            answers.stream().filter(status -> status != 400).count()));
        } finally {
            threads.shutdownNow();
        }
    }

    @RepeatedTest(3)
    void givesTheDefaultOfThatMomentWhileItChanges() throws Exception {
        roles.makeDefault(id, "user", Actor.system());
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<Response>>> creations = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String name = "u" + i;
                creations.add(threads.submit(() -> createSome(name)));
            }
            start.countDown();
            for (String next : List.of("creator", "admin", "data_viewer")) {
                String last = roles.catalogue(id).defaultRole().orElseThrow().value();
                roles.makeDefault(id, next, Actor.system());
                roles.retire(id, last, Actor.system());
            }

            for (Future<List<Response>> creation : creations) {
                assertThat(creation.get()).allSatisfy(answer -> {
                    assertThat(answer.status()).isEqualTo(201);
                    assertThat(answer.text("/" + RoleAttribute.DEFAULT_NAME)).isNotEmpty();
                });
            }
            assertThat(orphans()).isZero();
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Response> createSome(String name) throws InterruptedException {
        start.await();
        List<Response> answers = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            answers.add(client.post("/Users", "{\"userName\":\"" + name + "-" + i + "\"}"));
        }
        return answers;
    }

    private Callable<Integer> creation(String userName) {
        return () -> {
            start.await();
            return counted(client.post("/Users", user(userName, "fleeting")));
        };
    }

    private Callable<Integer> change(String userName) {
        String path = "/Users/" + client.post("/Users", user(userName, "user")).id();
        return () -> {
            start.await();
            return counted(client.put(path, user(userName, "fleeting")));
        };
    }

    private int counted(Response answer) {
        assigned.incrementAndGet();
        return answer.status();
    }

    /** Deletes the role after so many were given it, so that each repetition meets the others in another state. */
    private boolean deleteAfter(int assignments) throws InterruptedException {
        start.await();
        Eventually.get(assigned::get, count -> count >= assignments);
        try {
            roles.delete(id, "fleeting", Actor.system());
            return true;
        } catch (Refusal held) {
            assertThat(held.reason()).isEqualTo(Refusal.Reason.CONFLICT);
            return false;
        }
    }

    private static String user(String userName, String role) {
        return "{\"userName\":\"" + userName + "\",\"" + RoleAttribute.DEFAULT_NAME + "\":\"" + role + "\"}";
    }

    private long orphans() throws SQLException {
        try (Connection connection = TestDatabase.connect();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT COUNT(*) FROM users u LEFT JOIN roles r"
                                + " ON r.organization_id = u.organization_id AND r.value = u.role"
                                + " WHERE u.organization_id = ? AND u.role IS NOT NULL AND r.value IS NULL")) {
            statement.setLong(1, id.value());
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
