package io.rollcall.server.console.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each refused request on a group gets advice of its own, by the words in which the server refuses it. */
class GroupAdviceIT {
    private static final String NOBODY = "01900000-0000-7000-8000-000000000001";

    private final TestOrganization organization = TestOrganization.create();
    private final ScimClient client = organization.client();

    private Optional<Advice> on(Response refused) {
        assertThat(refused.status()).isGreaterThanOrEqualTo(400);
        return TestServer.shared().component(Activity.class).list(organization.id(), ActivityQuery.newest(20)).stream()
                .filter(entry -> entry.kind() == ActivityKind.REQUEST_REFUSED)
                .findFirst()
                .flatMap(Advice::of);
    }

    private static String adding(String member) {
        return "{\"Operations\":[{\"op\":\"add\",\"path\":\"members\",\"value\":[" + member + "]}]}";
    }

    private static String member(String id) {
        return "{\"value\":\"" + id + "\"}";
    }

    @Test
    void saysThatGroupsAreOff() {
        assertThat(on(client.post("/Groups", "{\"displayName\":\"Staff\"}"))).contains(Advice.GROUPS);
        assertThat(on(client.get("/Groups/" + NOBODY))).contains(Advice.GROUPS);
    }

    @Test
    void distinguishesTheReasonsIfGroupsAreOn() {
        organization.withGroups();
        String staff = client.post("/Groups", "{\"displayName\":\"Staff\"}").id();
        String path = "/Groups/" + staff;

        assertThat(on(client.post("/Groups", "{\"displayName\":\"STAFF\"}"))).contains(Advice.GROUP_TAKEN);
        assertThat(on(client.patch(path, adding(member(NOBODY))))).contains(Advice.GROUP_MEMBER);
        assertThat(on(client.patch(path, adding(member("00u1"))))).contains(Advice.GROUP_MEMBER);
        assertThat(on(client.patch(path, adding(member(staff))))).contains(Advice.GROUP_NESTED);
        assertThat(on(client.patch(path, adding("{\"value\":\"" + staff + "\",\"type\":\"Group\"}"))))
                .contains(Advice.GROUP_NESTED);
        assertThat(on(client.get("/Groups/" + NOBODY))).contains(Advice.GROUP_GONE);
        assertThat(on(client.post("/Groups", "{\"displayName\":7.5}"))).contains(Advice.VALUE);
        assertThat(on(client.get("/Groups?filter=shoe%20pr"))).contains(Advice.FILTER);
    }
}
