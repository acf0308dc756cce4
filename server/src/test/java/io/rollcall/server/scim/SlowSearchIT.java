package io.rollcall.server.scim;

import static io.rollcall.server.testing.ScimErrorAssert.assertScimError;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.ManyUsers;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A search that looks at everything with every term is ended in time (RFC 7644 section 3.12, tooMany). */
class SlowSearchIT {
    private static final int USERS = 20_000;

    @Test
    void endsASearchThatTakesTooLongAndSaysHowToMendIt() throws SQLException {
        try (RunningServer server = TestServer.start(Map.of("database.search-timeout-seconds", "1"))) {
            TestOrganization organization = TestOrganization.create(server);
            ManyUsers.make(organization, server, USERS);
            ScimClient client = organization.client(server);
            String hostile = String.join(" or ", Collections.nCopies(100, "title co \"q\""));
            long start = System.nanoTime();
            Response answer = client.filter(hostile);
            assertScimError(answer.body(), 400);
            assertThat(answer.text("/scimType")).isEqualTo("tooMany");
            assertThat(answer.text("/detail")).contains("userName", "eq");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
            assertThat(client.filter("userName eq \"user7@example.com\"").text("/totalResults"))
                    .isEqualTo("1");
        }
    }
}
