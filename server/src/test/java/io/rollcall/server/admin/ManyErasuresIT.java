package io.rollcall.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.StoredRows;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.testing.Together;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Erasing many users with many addresses at once, beside a long log, holds up nobody. */
class ManyErasuresIT {
    private static final int USERS = 17;
    private static final int ADDRESSES = 3_000;
    private static final int REFUSED = 12_000;

    private final TestOrganization organization = TestOrganization.create();
    private final ScimClient client = organization.client();
    private final StoredRows rows = new StoredRows(organization.id());

    @Test
    void leavesNothingOfThemAndRefusesNoRequestOfOthersMeanwhile() {
        AdminClient operator = AdminClient.operator(TestServer.shared(), ApiDescription.servedBy(TestServer.shared()));
        List<String> users = IntStream.range(0, USERS).mapToObj(this::create).toList();
        refuse();
        ScimClient other = TestOrganization.create().client();
        AtomicInteger erasing = new AtomicInteger(USERS);
        List<List<Integer>> statuses = Together.run(USERS + 2, thread -> {
            if (thread < USERS) {
                int status = operator.post(
                                "/organizations/" + organization.slug() + "/users/" + users.get(thread) + "/erase",
                                "{'confirm': 'leaver" + thread + "'}")
                        .status();
                erasing.decrementAndGet();
                return List.of(status);
            }
            ScimClient writer = thread == USERS ? client : other;
            return IntStream.iterate(0, number -> erasing.get() > 0, number -> number + 1)
                    .mapToObj(number -> writer.post("/Users", "{\"userName\":\"writer" + number + "\"}")
                            .status())
                    .toList();
        });
        assertThat(statuses).allSatisfy(some -> assertThat(some).allMatch(status -> status < 300));
        assertThat(Eventually.get(() -> rows.count("former_users"), count -> count == 0))
                .isZero();
        assertThat(rows.columnsTelling("leaver")).isEmpty();
        assertThat(rows.count("activity", "kind = 'request.refused' AND subject = 'GET /Users/somebody'"))
                .isEqualTo(REFUSED - USERS);
    }

    private String create(int number) {
        String addresses = IntStream.range(0, ADDRESSES)
                .mapToObj(address -> "{\"value\":\"leaver" + number + "." + address + "@example.com\"}")
                .collect(Collectors.joining(","));
        return client.post("/Users", "{\"userName\":\"leaver" + number + "\",\"emails\":[" + addresses + "]}")
                .id();
    }

    /** One of these names each user. */
    private void refuse() {
        client.get("/Users/somebody");
        StoredRows.change(
                "INSERT INTO activity SELECT organization_id, UNHEX(CONCAT('01', LPAD(HEX(seq), 30, '0'))), occurred,"
                        + " kind, status, user_id, IF(seq < ?, CONCAT('GET /Users/LEAVER', seq, '.7@example.com'), subject),"
                        + " actor_kind, actor_name, address, user_agent, request_id, detail, changes, seal"
                        + " FROM activity JOIN seq_0_to_" + (REFUSED - 2)
                        + " WHERE organization_id = ? AND kind = 'request.refused'",
                USERS,
                organization.id().value());
    }
}
