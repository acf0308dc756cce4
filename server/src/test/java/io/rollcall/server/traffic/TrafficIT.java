package io.rollcall.server.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.organizations.OrganizationDeletion;
import io.rollcall.server.retention.Retention;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.StoredRows;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.testing.Together;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrafficIT {
    private final SettableClock clock = new SettableClock();
    private final RunningServer server = TestServer.start(Map.of(), clock);
    private final Traffic traffic = server.component(Traffic.class);
    private final TestOrganization organization = TestOrganization.create(server);

    @AfterAll
    void stop() {
        server.close();
    }

    private HourOfTraffic lastHour(TestOrganization of) {
        traffic.write();
        return traffic.lastHours(of.id(), 1).get(0);
    }

    @Test
    void countsWhatIdentityProvidersAskByHowItWasAnswered() {
        TestOrganization own = TestOrganization.create(server);
        ScimClient client = own.client(server);
        client.get("/Users");
        client.get("/Users/no-such-user");
        client.post("/Users", "{}");
        client.with("Authorization", "Bearer wrong").get("/Users");
        HourOfTraffic hour = lastHour(own);
        assertThat(hour.requests()).isEqualTo(3);
        assertThat(hour.refused()).isEqualTo(2);
        assertThat(hour.failed()).isZero();
        assertThat(hour.answered()).isEqualTo(1);
        assertThat(traffic.latest(own.id())).contains(clock.instant());
    }

    @Test
    void writesNothingOfAnOrganizationThatWasDeletedSinceItCounted() {
        TestOrganization own = TestOrganization.create(server);
        traffic.count(own.id(), 200);
        server.component(OrganizationDeletion.class).delete(own.id(), own.slug(), Actor.system());
        traffic.write();
        assertThat(new StoredRows(own.id()).count("traffic")).isZero();
    }

    @Test
    void tellsFailuresFromRefusals() {
        TestOrganization own = TestOrganization.create(server);
        List.of(200, 201, 304, 400, 404, 429, 500, 503).forEach(status -> traffic.count(own.id(), status));
        HourOfTraffic hour = lastHour(own);
        assertThat(List.of(hour.requests(), hour.answered(), hour.refused(), hour.failed()))
                .containsExactly(8, 3, 3, 2);
    }

    @Test
    void losesNoCountHoweverManyCountAndWriteAtOnce() {
        Together.run(8, thread -> {
            IntStream.range(0, 500).forEach(number -> {
                traffic.count(organization.id(), 200);
                if (number % 50 == 0) {
                    traffic.write();
                }
            });
            return thread;
        });
        assertThat(lastHour(organization).requests()).isEqualTo(4_000);
    }

    @Test
    void addsUpWhatAllServersCount() {
        TestOrganization own = TestOrganization.create(server);
        try (RunningServer other = TestServer.start(Map.of(), clock)) {
            own.client(server).get("/Users");
            own.client(other).get("/Users");
        }
        assertThat(lastHour(own).requests())
                .as("closing a server writes its counts")
                .isEqualTo(2);
    }

    @Test
    void listsQuietHoursToo() {
        TestOrganization own = TestOrganization.create(server);
        traffic.count(own.id(), 200);
        traffic.write();
        Instant first = clock.instant();
        clock.advance(Duration.ofHours(2));
        List<HourOfTraffic> hours = traffic.lastHours(own.id(), 24);
        assertThat(hours).hasSize(24);
        assertThat(hours.get(21).requests()).isEqualTo(1);
        assertThat(hours.get(22).requests()).isZero();
        assertThat(hours.get(23).hour()).isEqualTo(clock.instant().truncatedTo(ChronoUnit.HOURS));
        assertThat(traffic.latest(own.id())).contains(first);
    }

    @Test
    void forgetsAfterAMonth() {
        TestOrganization own = TestOrganization.create(server);
        traffic.count(own.id(), 200);
        traffic.write();
        clock.advance(Duration.ofDays(32));
        traffic.prune(server.component(Retention.class));
        assertThat(traffic.latest(own.id())).isEmpty();
    }
}
