package io.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.administrators.Administrators;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.testing.CapturedLog;
import io.rollcall.server.testing.TestDatabase;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** However much is logged, no secret is: not the database's password, no token, no administrator's password. */
class NoSecretLoggedIT {
    /** All that logs in this program, and at its most talkative. */
    private static final List<String> LOGGERS = List.of(
            "io.rollcall", "com.zaxxer", "org.mariadb", "org.flywaydb", "org.jboss", "org.glassfish", "io.micrometer");

    @Test
    void fromTheStartToTheEnd() {
        List<CapturedLog> logs = LOGGERS.stream().map(CapturedLog::everything).toList();
        TestOrganization organization;
        String password;
        try (RunningServer server = TestServer.start(Map.of())) {
            organization = TestOrganization.create(server);
            assertThat(organization.client(server).get("/Users").status()).isEqualTo(200);
            password = server.component(Administrators.class)
                    .add("secret-" + UUID.randomUUID(), Optional.empty(), Actor.system())
                    .password();
        } finally {
            logs.forEach(CapturedLog::close);
        }

        assertThat(logs.stream().flatMap(log -> log.lines().stream()))
                .anyMatch(line -> line.contains("INSERT INTO tokens"))
                .anyMatch(line -> line.contains("password") && line.contains("masked"))
                .noneMatch(line -> Stream.of(TestDatabase.shared().password(), organization.token(), password)
                        .anyMatch(line::contains));
    }
}
