package io.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Actions of operators in an organization are distinguishable from those of its administrators. */
class OperatorActionsIT {
    private final TestOrganization organization = TestOrganization.create();
    private final String base = "/console/organizations/" + organization.slug();
    private final String operator = ConsoleServer.administrator(TestServer.shared(), Optional.empty());
    private final String own = ConsoleServer.administrator(TestServer.shared(), Optional.of(organization.id()));

    private List<ActivityEntry> entries() {
        return TestServer.shared().component(Activity.class).list(organization.id(), ActivityQuery.newest(50));
    }

    private Actor.Kind kindOfNewest(String name) {
        return entries().stream()
                .filter(entry -> entry.actor().name().equals(name))
                .findFirst()
                .orElseThrow()
                .actor()
                .kind();
    }

    private static ConsoleClient signedIn(String name) {
        return ConsoleClient.signedIn(TestServer.shared(), name);
    }

    @Test
    void isLabelledInTheActivity() {
        signedIn(operator).post(base + "/security/off");
        signedIn(own).post(base + "/security/on");
        assertThat(kindOfNewest(operator)).isEqualTo(Actor.Kind.OPERATOR);
        assertThat(kindOfNewest(own)).isEqualTo(Actor.Kind.ADMINISTRATOR);
        ActivityEntry entry = entries().stream()
                .filter(one -> one.actor().name().equals(operator))
                .findFirst()
                .orElseThrow();
        ConsoleClient client = signedIn(own);
        assertThat(client.get(base + "/activity").body()).contains("Rollcall operator");
        assertThat(client.get(base + "/activity/" + entry.id()).body()).contains("Rollcall operator");
    }

    @Test
    void isLabelledInEntriesThatAnEarlierReleaseWrote() {
        Actor before = new Actor(Actor.Kind.ADMINISTRATOR, operator, "192.0.2.7", "Firefox", "r1");
        TestServer.shared().component(Organizations.class).setScimEnabled(organization.id(), false, before);
        assertThat(kindOfNewest(operator)).isEqualTo(Actor.Kind.OPERATOR);
        ActivityEntry entry = entries().get(0);
        assertThat(TestServer.shared()
                        .component(Activity.class)
                        .get(organization.id(), entry.id())
                        .actor()
                        .kind())
                .isEqualTo(Actor.Kind.OPERATOR);
    }

    @Test
    void isLabelledInTheHistoryOfAUser() {
        String user =
                organization.client().post("/Users", "{\"userName\":\"jane\"}").id();
        signedIn(operator).post(base + "/users/" + user + "/deactivate");
        assertThat(signedIn(own).get(base + "/users/" + user).body()).contains("Rollcall operator");
    }
}
