package io.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.limits.SlowLists;
import io.rollcall.server.testing.ManyUsers;
import io.rollcall.server.testing.TestDatabase;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.users.UserPrefixSearch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Pages of the console whose filters no index serves are limited as those of the admin API, and ended in time. */
class SlowListPagesIT {
    private static final RunningServer SERVER = TestServer.start(Map.of(
            "public.url", "http://example.test", "limits.slow-searches", "1", "database.search-timeout-seconds", "1"));

    private final TestOrganization organization = TestOrganization.create(SERVER);
    private final ConsoleClient operator =
            ConsoleClient.signedIn(SERVER, ConsoleServer.administrator(SERVER, Optional.empty()));
    private final String path = "/console/organizations/" + organization.slug();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private ConsoleClient.Response assertStatus(String page, int status) {
        ConsoleClient.Response answer = operator.get(page);
        assertThat(answer.status()).as(page).isEqualTo(status);
        return answer;
    }

    @Test
    void refuseAnotherSlowListAndServeTheOthers() {
        String combined = path + "/users?q=&state=active&role=admin";
        SERVER.component(SlowLists.class).run(organization.id(), false, () -> {
            assertThat(assertStatus(combined, 429).body()).contains("Lists with one filter are not limited.");
            assertStatus(path + "/activity?refused=true&user=" + UUID.randomUUID(), 429);
            assertStatus("/console/audit?outcome=FAILED", 503);
            assertStatus(path + "/users?q=a&state=active&role=admin", 200);
            assertStatus(path + "/users?state=inactive", 200);
            assertStatus(path + "/activity?refused=true&period=month", 200);
            assertStatus("/console/audit?actor=nobody", 200);
            return "done";
        });
        assertStatus(combined, 200);
    }

    @Test
    void searchFewerUsersForAStateWhileOthersSearchMany() throws SQLException {
        ManyUsers.make(organization, SERVER, 2 * UserPrefixSearch.EXAMINED_FIRST);
        String inactive = path + "/users?q=user&state=inactive";
        String partial = "Too many users match";
        assertThat(assertStatus(inactive, 200).body()).doesNotContain(partial).contains("No matching users");
        SERVER.component(SlowLists.class).run(organization.id(), false, () -> {
            assertThat(assertStatus(inactive, 200).body()).contains(partial);
            assertThat(assertStatus(path + "/users?q=user3&state=inactive", 200).body())
                    .doesNotContain(partial);
            return "done";
        });
    }

    @Test
    void endAReadThatTakesTooLongAndSayWhatHelps() throws SQLException {
        try (Connection holder = TestDatabase.connect();
                Statement statement = holder.createStatement()) {
            statement.execute("LOCK TABLES users WRITE");
            ConsoleClient.Response slow = assertStatus(path + "/users?q=a&state=inactive", 503);
            assertThat(slow.body()).contains("Choose other filters");
            assertThat(slow.headers().firstValue("Retry-After")).contains("1");
        }
        assertStatus(path + "/users?q=a&state=inactive", 200);
    }
}
