package io.rollcall.server.scim.paging;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.secrets.Secrets;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.TestCommands;
import io.rollcall.server.testing.TestCommands.Ended;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The key that seals cursors is replaced while clients page through lists, on several servers. */
class CursorKeyRotationIT {
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final Duration TAKEOVER = Duration.ofMinutes(1);
    private static final SettableClock CLOCK = new SettableClock();
    private static RunningServer server;
    private static RunningServer other;

    private final TestOrganization organization = TestOrganization.create(server);
    private final ScimClient here = organization.client(server);
    private final ScimClient there = organization.client(other);

    @BeforeAll
    static void start() {
        Map<String, String> settings =
                Map.of("database.pool-size", "4", "scim.cursor-timeout-seconds", "600", "scim.cursor-key-days", "30");
        server = TestServer.start(settings, CLOCK);
        other = TestServer.start(settings, CLOCK);
    }

    @AfterAll
    static void stop() {
        server.close();
        other.close();
    }

    @BeforeEach
    void createUsers() {
        IntStream.range(0, 6).forEach(number -> here.post("/Users", "{\"userName\":\"user%d\"}".formatted(number)));
    }

    @Test
    void leadsThroughAListOnTwoServersWhileTheKeyIsReplacedBeforeEachPage() {
        List<String> met = new ArrayList<>();
        Response page = here.get("/Users?sortBy=userName&count=1&cursor=");
        met.add(page.text("/Resources/0/userName"));
        for (int number = 1; number < 6; number++) {
            rotate(number % 2 == 0 ? server : other);
            page = page(number % 2 == 0 ? there : here, page.text("/nextCursor"));
            met.add(page.text("/Resources/0/userName"));
        }
        assertThat(met).containsExactly("user0", "user1", "user2", "user3", "user4", "user5");
    }

    @Test
    void opensOnTheOtherServerWhatThisOneIssuedRightAfterTheRotation() {
        there.get("/Users?count=1&cursor=");
        rotate(server);
        String cursor = here.get("/Users?sortBy=userName&count=1&cursor=").text("/nextCursor");

        assertThat(page(there, cursor).status()).isEqualTo(200);
    }

    @Test
    void refusesACursorOfAReplacedKeyOnceItHasExpired() {
        String before = here.get("/Users?sortBy=userName&count=1&cursor=").text("/nextCursor");
        rotate(server);
        CLOCK.advance(TIMEOUT);
        assertThat(page(here, before).status()).isEqualTo(200);
        assertThat(page(there, before).status()).isEqualTo(200);

        CLOCK.advance(Duration.ofSeconds(1));
        refused(page(here, before), "expiredCursor");
        refused(page(there, before), "expiredCursor");
        CLOCK.advance(TAKEOVER);
        refused(page(here, before), "invalidCursor");
        refused(page(there, before), "invalidCursor");
    }

    @Test
    void rotatesByItselfOnceTheKeyIsAMonthOld() {
        int id = rotate(server);
        CLOCK.advance(Duration.ofDays(30).minusSeconds(30));
        String before = here.get("/Users?sortBy=userName&count=1&cursor=").text("/nextCursor");
        server.component(CursorKeyRotation.class).run();
        assertThat(current()).isEqualTo(id);

        CLOCK.advance(Duration.ofSeconds(30));
        server.component(CursorKeyRotation.class).run();
        other.component(CursorKeyRotation.class).run();
        assertThat(current()).isEqualTo(id + 1);
        assertThat(page(there, before).status()).isEqualTo(200);
    }

    @Test
    void listsTheKeysAndNeverTheirBytes() {
        int id = rotate(server);
        Ended listed = new TestCommands(server).run("secret", "list");

        assertThat(listed.lines()).anyMatch(line -> line.matches("scim.cursors +" + id + " +\\S+ +in use"));
        byte[] key = server.component(Secrets.class)
                .keys(Secrets.CURSORS)
                .current()
                .key()
                .getEncoded();
        assertThat(listed.out()
                        + new TestCommands(server)
                                .run("secret", "list", "--json")
                                .out())
                .doesNotContain(Base64.getEncoder().encodeToString(key).substring(0, 8));
    }

    private static int rotate(RunningServer asked) {
        Ended rotated = new TestCommands(asked).run("secret", "rotate", "--json");
        assertThat(rotated.code()).as(rotated.err()).isZero();
        return rotated.json().path("id").intValue();
    }

    private static int current() {
        return server.component(Secrets.class).reload(Secrets.CURSORS).current().id();
    }

    private static Response page(ScimClient client, String cursor) {
        return client.get("/Users?sortBy=userName&count=1&cursor=" + cursor);
    }

    private static void refused(Response answer, String scimType) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/scimType")).isEqualTo(scimType);
    }
}
