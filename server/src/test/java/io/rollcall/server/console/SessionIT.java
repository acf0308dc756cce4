package io.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.administrators.Administrators;
import io.rollcall.server.console.ConsoleClient.Response;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session belongs to one browser, begins with a password, and ends. */
class SessionIT {
    private static final SettableClock CLOCK = new SettableClock();
    private static RunningServer server;

    private final TestOrganization organization = TestOrganization.create();
    private final String overview = "/console/organizations/" + organization.slug();

    /** With sessions that end before the day does, by the idle timeout or after two hours. */
    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of("console.session-hours", "2"), CLOCK);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private String administrator(RunningServer server) {
        return ConsoleServer.administrator(server, Optional.of(organization.id()));
    }

    @Test
    void isKeptWhereNoScriptAndNoOtherSiteSeesIt() {
        Response answer = ConsoleClient.of(TestServer.shared())
                .signIn(administrator(TestServer.shared()), ConsoleServer.PASSWORD);
        assertThat(answer.setCookie().orElseThrow())
                .startsWith("__Secure-rollcall-session=")
                .contains("HttpOnly", "Secure", "SameSite=Lax", "Path=/console", "Max-Age=43200");
    }

    @Test
    void leavesSecureOutWhereThereIsNoTls() {
        Response answer = ConsoleClient.of(ConsoleServer.shared())
                .signIn(administrator(ConsoleServer.shared()), ConsoleServer.PASSWORD);
        assertThat(answer.setCookie().orElseThrow())
                .startsWith("rollcall-session=")
                .contains("HttpOnly", "SameSite=Lax")
                .doesNotContain("Secure");
    }

    @Test
    void isNeverOneThatTheVisitorBrought() {
        String planted = "__Secure-rollcall-session=planted-by-an-attacker";
        ConsoleClient victim = ConsoleClient.of(TestServer.shared()).with("Cookie", planted);
        Response answer = victim.signIn(administrator(TestServer.shared()), ConsoleServer.PASSWORD);
        assertThat(answer.cookie().orElseThrow()).isNotEqualTo(planted);
        assertThat(ConsoleClient.of(TestServer.shared())
                        .with("Cookie", planted)
                        .get(overview)
                        .status())
                .isEqualTo(303);
    }

    @Test
    void isAnotherAfterSigningInAgainAndTheFormerOneIsOver() {
        ConsoleClient attacker = ConsoleClient.signedIn(TestServer.shared(), administrator(TestServer.shared()));
        assertThat(attacker.get(overview).status()).isEqualTo(200);
        Response answer = attacker.signIn(administrator(TestServer.shared()), ConsoleServer.PASSWORD);
        assertThat(answer.status()).isEqualTo(303);
        assertThat(attacker.get(overview).status()).isEqualTo(303);
    }

    @Test
    void endsWhenSignedOut() {
        ConsoleClient client = ConsoleClient.signedIn(TestServer.shared(), administrator(TestServer.shared()));
        Response answer = client.post("/console/sign-out");
        assertThat(answer.location()).startsWith("/console/sign-in");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("__Secure-rollcall-session=;") && cookie.contains("Max-Age=0"));
        assertThat(client.get(overview).status()).isEqualTo(303);
    }

    @Test
    void isAnotherAfterTheFirstPasswordIsChangedAndAllOthersAreOver() {
        String name = administrator(TestServer.shared());
        ConsoleClient here = ConsoleClient.signedIn(TestServer.shared(), name);
        ConsoleClient elsewhere = ConsoleClient.signedIn(TestServer.shared(), name);
        Response answer = here.post(
                "/console/password",
                Map.of(
                        "old",
                        ConsoleServer.PASSWORD,
                        "new",
                        "another good password",
                        "again",
                        "another good password"));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(elsewhere.get(overview).status()).isEqualTo(303);
        assertThat(here.get(overview).status()).isEqualTo(303);
        assertThat(here.with(
                                "Cookie",
                                answer.cookie("__Secure-rollcall-session").orElseThrow())
                        .get(overview)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void endsWhenTheAdministratorIsRemovedOrGivenANewPassword() {
        Administrators administrators = TestServer.shared().component(Administrators.class);
        String removed = administrator(TestServer.shared());
        String reset = administrator(TestServer.shared());
        ConsoleClient first = ConsoleClient.signedIn(TestServer.shared(), removed);
        ConsoleClient second = ConsoleClient.signedIn(TestServer.shared(), reset);
        administrators.delete(removed, Optional.of(removed), Actor.operator());
        administrators.resetPassword(reset, Actor.operator());
        assertThat(first.get(overview).status()).isEqualTo(303);
        assertThat(second.get(overview).status()).isEqualTo(303);
    }

    @Test
    void endsAfterAWhileInWhichNothingIsDone() {
        ConsoleClient client = ConsoleClient.signedIn(server, administrator(server));
        CLOCK.advance(Duration.ofMinutes(29));
        assertThat(client.get(overview).status()).isEqualTo(200);
        CLOCK.advance(Duration.ofMinutes(29));
        assertThat(client.get(overview).status()).isEqualTo(200);
        CLOCK.advance(Duration.ofMinutes(31));
        assertThat(client.get(overview).location()).isEqualTo("/console/sign-in?next=" + overview.replace("/", "%2F"));
    }

    @Test
    void isNotKeptAliveByAPageThatRenewsItself() {
        ConsoleClient client =
                ConsoleClient.signedIn(server, administrator(server)).with("HX-Request", "true");
        for (int minute = 0; minute < 29; minute += 4) {
            assertThat(client.get(overview + "/activity?live").status()).isEqualTo(200);
            CLOCK.advance(Duration.ofMinutes(4));
        }
        Response over = client.get(overview + "/activity?live");
        assertThat(over.status()).isEqualTo(401);
        assertThat(over.headers().firstValue("HX-Redirect")).contains("/console/sign-in");
    }

    @Test
    void endsAtTheLatestHoursAfterItBegan() {
        ConsoleClient client = ConsoleClient.signedIn(server, administrator(server));
        for (int quarter = 0; quarter < 7; quarter++) {
            CLOCK.advance(Duration.ofMinutes(15));
            assertThat(client.get(overview).status()).isEqualTo(200);
        }
        CLOCK.advance(Duration.ofMinutes(15));
        assertThat(client.get(overview).status()).isEqualTo(303);
    }

    @Test
    void isOneOnAllServers() {
        ConsoleClient client = ConsoleClient.signedIn(TestServer.shared(), administrator(TestServer.shared()));
        String cookie = ConsoleClient.of(TestServer.shared())
                .signIn(administrator(TestServer.shared()), ConsoleServer.PASSWORD)
                .cookie()
                .orElseThrow();
        assertThat(client.get(overview).status()).isEqualTo(200);
        assertThat(ConsoleClient.of(TestServer.second())
                        .with("Cookie", cookie)
                        .get(overview)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void endsOnAllServersAtOnceWhenTheAdministratorIsRemovedOrGivenANewPassword() {
        String removed = administrator(TestServer.shared());
        String reset = administrator(TestServer.shared());
        ConsoleClient first = ConsoleClient.signedIn(TestServer.shared(), removed);
        ConsoleClient second = ConsoleClient.signedIn(TestServer.shared(), reset);
        assertThat(first.get(overview).status()).isEqualTo(200);
        assertThat(second.get(overview).status()).isEqualTo(200);
        Administrators administrators = TestServer.second().component(Administrators.class);
        administrators.delete(removed, Optional.of(removed), Actor.operator());
        administrators.resetPassword(reset, Actor.operator());
        assertThat(first.get(overview).status()).isEqualTo(303);
        assertThat(second.get(overview).status()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/",
                "/console//evil.example",
                "/consolex",
                "/\\evil.example",
                "/console/../evil",
                "javascript:alert(1)"
            })
    void leadsNowhereElseAfterSigningIn(String next) {
        Response answer = ConsoleClient.of(TestServer.shared())
                .send(
                        "POST",
                        "/console/sign-in",
                        Map.of(
                                "name",
                                administrator(TestServer.shared()),
                                "password",
                                ConsoleServer.PASSWORD,
                                "next",
                                next));
        assertThat(answer.location()).startsWith("/console").doesNotContain("evil.example");
    }

    @Test
    void leadsToWhereTheVisitorWanted() {
        String wanted = overview + "/users?q=jane";
        Response refused = ConsoleClient.of(TestServer.shared()).get(wanted);
        assertThat(refused.location()).startsWith("/console/sign-in?next=");
        Response answer = ConsoleClient.of(TestServer.shared())
                .send(
                        "POST",
                        "/console/sign-in",
                        Map.of(
                                "name",
                                administrator(TestServer.shared()),
                                "password",
                                ConsoleServer.PASSWORD,
                                "next",
                                wanted));
        assertThat(answer.location()).isEqualTo(wanted);
    }
}
