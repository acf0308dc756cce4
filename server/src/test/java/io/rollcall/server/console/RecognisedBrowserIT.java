package io.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.administrators.Administrators;
import io.rollcall.server.console.ConsoleClient.Response;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.retention.Retention;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.TestDatabase;
import io.rollcall.server.testing.TestServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Guessing from many addresses slows a name down, but not in browsers in which the administrator signed in before. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecognisedBrowserIT {
    private static final String COOKIE = "__Secure-rollcall-browser";
    private static final int FAILURES = 3;
    private static final int FAILURES_OF_NAME = 8;
    private static final int BROWSERS = 3;

    private final SettableClock clock = new SettableClock();
    private final RunningServer server = TestServer.start(
            Map.of(
                    "http.trusted-proxies", "127.0.0.1",
                    "console.sign-in-failures", Integer.toString(FAILURES),
                    "console.sign-in-failures-of-name", Integer.toString(FAILURES_OF_NAME),
                    "console.browsers", Integer.toString(BROWSERS),
                    "console.browser-days", "30"),
            clock);
    private final Administrators administrators = server.component(Administrators.class);
    private final String name = administrator();

    @AfterAll
    void stop() {
        server.close();
    }

    private String administrator() {
        return ConsoleServer.administrator(server, Optional.empty());
    }

    /** Somebody at an address that nobody else has. */
    private ConsoleClient stranger() {
        long network = ThreadLocalRandom.current().nextLong(1L << 32);
        return ConsoleClient.of(server)
                .with("X-Forwarded-For", "2001:db8:%x:%x::1".formatted(network >> 16, network & 0xffff));
    }

    private ConsoleClient browser(String cookie) {
        return stranger().with("Cookie", cookie);
    }

    private String recognised(String of) {
        Response answer = stranger().signIn(of, ConsoleServer.PASSWORD);
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        return answer.cookie(COOKIE).orElseThrow();
    }

    private void attackFromManyAddresses(String victim) {
        IntStream.range(0, FAILURES_OF_NAME).forEach(failure -> stranger().signIn(victim, "wrong"));
        assertThat(stranger().signIn(victim, ConsoleServer.PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void slowsDownANameThatIsGuessedFromManyAddresses() {
        String victim = administrator();
        for (int failure = 0; failure < FAILURES_OF_NAME; failure++) {
            assertThat(stranger().signIn(victim, "wrong").status()).isEqualTo(401);
        }
        Response slowed = stranger().signIn(victim, ConsoleServer.PASSWORD);
        assertThat(slowed.status()).isEqualTo(429);
        assertThat(slowed.body())
                .contains("from many addresses", "slowed down", "browser in which you signed in before", "in a minute");

        clock.advance(Duration.ofSeconds(60));
        assertThat(stranger().signIn(victim, "wrong").status())
                .as("one a minute")
                .isEqualTo(401);
        assertThat(stranger().signIn(victim, ConsoleServer.PASSWORD).status()).isEqualTo(429);
        clock.advance(Duration.ofSeconds(60));
        assertThat(stranger().signIn(victim, ConsoleServer.PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void slowsDownANameThatNobodyHasInTheSameWords() {
        String nobody = "nobody-" + UUID.randomUUID();
        String victim = administrator();
        IntStream.range(0, FAILURES_OF_NAME).forEach(failure -> stranger().signIn(nobody, "wrong"));
        IntStream.range(0, FAILURES_OF_NAME).forEach(failure -> stranger().signIn(victim, "wrong"));
        Response ofNobody = stranger().signIn(nobody, "wrong");
        Response ofVictim = stranger().signIn(victim, "wrong");
        assertThat(ofNobody.status()).isEqualTo(ofVictim.status()).isEqualTo(429);
        assertThat(ofNobody.body().replace(nobody, ""))
                .isEqualTo(ofVictim.body().replace(victim, ""));
    }

    @Test
    void signsInDuringADistributedAttack() {
        String cookie = recognised(name);
        attackFromManyAddresses(name);
        assertThat(browser(cookie).signIn(name, ConsoleServer.PASSWORD).status())
                .isEqualTo(303);
        assertThat(stranger().signIn(name, ConsoleServer.PASSWORD).status()).isEqualTo(429);
        assertThat(browser(COOKIE + "=made-up")
                        .signIn(name, ConsoleServer.PASSWORD)
                        .status())
                .isEqualTo(429);
    }

    @Test
    void isRecognisedByACookieThatNeitherScriptsNorOtherSitesSee() {
        String cookie =
                stranger().signIn(administrator(), ConsoleServer.PASSWORD).headers().allValues("Set-Cookie").stream()
                        .filter(text -> text.startsWith(COOKIE))
                        .findFirst()
                        .orElseThrow();
        assertThat(cookie)
                .matches(COOKIE + "=[A-Za-z0-9_-]{43};.*")
                .contains("HttpOnly", "Secure", "SameSite=Strict", "Path=/console/sign-in", "Max-Age=2592000");
    }

    @Test
    void stillNeedsThePassword() {
        String victim = administrator();
        assertThat(browser(recognised(victim)).signIn(victim, "wrong").status()).isEqualTo(401);
        assertThat(browser(recognised(victim)).get("/console").location()).startsWith("/console/sign-in");
    }

    @Test
    void isRecognisedForItsOwnAccountAlone() {
        String cookie = recognised(administrator());
        String victim = administrator();
        attackFromManyAddresses(victim);
        assertThat(browser(cookie).signIn(victim, ConsoleServer.PASSWORD).status())
                .isEqualTo(429);
    }

    @Test
    void getsNoMoreGuessesThanAnyOtherAndIsThenLikeAnyOther() {
        String victim = administrator();
        String cookie = recognised(victim);
        for (int failure = 0; failure < FAILURES; failure++) {
            assertThat(browser(cookie).signIn(victim, "wrong").status()).isEqualTo(401);
        }
        attackFromManyAddresses(victim);
        assertThat(browser(cookie).signIn(victim, ConsoleServer.PASSWORD).status())
                .isEqualTo(429);
    }

    @Test
    void getsAnotherCookieWithEachSignIn() {
        String victim = administrator();
        String first = recognised(victim);
        String second = browser(first)
                .signIn(victim, ConsoleServer.PASSWORD)
                .cookie(COOKIE)
                .orElseThrow();
        assertThat(second).isNotEqualTo(first);
        attackFromManyAddresses(victim);
        assertThat(browser(first).signIn(victim, ConsoleServer.PASSWORD).status())
                .isEqualTo(429);
        assertThat(browser(second).signIn(victim, ConsoleServer.PASSWORD).status())
                .isEqualTo(303);
    }

    @Test
    void isForgottenWhenThePasswordIsReset() {
        String victim = administrator();
        String stolen = recognised(victim);
        String given = administrators.resetPassword(victim, Actor.operator()).password();
        attackFromManyAddresses(victim);
        assertThat(browser(stolen).signIn(victim, given).status()).isEqualTo(429);
    }

    @Test
    void isForgottenWhenThePasswordIsChangedButInTheBrowserThatChangesIt() {
        String victim = administrator();
        String other = recognised(victim);
        ConsoleClient here = stranger();
        here.with("Cookie", here.signIn(victim, ConsoleServer.PASSWORD).cookie().orElseThrow());
        String chosen = "seven loud kitchen lamps";
        String kept = here.post(
                        "/console/password", Map.of("old", ConsoleServer.PASSWORD, "new", chosen, "again", chosen))
                .cookie(COOKIE)
                .orElseThrow();
        attackFromManyAddresses(victim);
        assertThat(browser(other).signIn(victim, chosen).status()).isEqualTo(429);
        assertThat(browser(kept).signIn(victim, chosen).status()).isEqualTo(303);
    }

    @Test
    void isForgottenWithTheAdministrator() throws SQLException {
        String victim = administrator();
        long id = administrators.get(victim).id();
        recognised(victim);
        administrators.delete(victim, Optional.of(victim), Actor.operator());
        assertThat(browsersOf(id)).isZero();
    }

    @Test
    void expiresThoseOfLongAgoAndKeepsAFew() throws SQLException {
        String victim = administrator();
        long id = administrators.get(victim).id();
        List<String> cookies = new ArrayList<>();
        for (int browser = 0; browser <= BROWSERS; browser++) {
            clock.advance(Duration.ofSeconds(1));
            cookies.add(recognised(victim));
        }
        assertThat(browsersOf(id)).isEqualTo(BROWSERS);
        attackFromManyAddresses(victim);
        assertThat(browser(cookies.get(0))
                        .signIn(victim, ConsoleServer.PASSWORD)
                        .status())
                .isEqualTo(429);
        assertThat(browser(cookies.get(1))
                        .signIn(victim, ConsoleServer.PASSWORD)
                        .status())
                .isEqualTo(303);

        clock.advance(Duration.ofDays(30));
        attackFromManyAddresses(victim);
        assertThat(browser(cookies.get(BROWSERS))
                        .signIn(victim, ConsoleServer.PASSWORD)
                        .status())
                .isEqualTo(429);
        administrators.tidy(server.component(Retention.class));
        assertThat(browsersOf(id)).isZero();
    }

    @Test
    void isKnownByItsHashAlone() throws SQLException {
        String secret = recognised(administrator()).substring(COOKIE.length() + 1);
        try (Connection connection = TestDatabase.connect();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT COUNT(*) FROM recognised_browsers WHERE hash = UNHEX(SHA2(?, 256))")) {
            statement.setString(1, secret);
            assertThat(number(statement)).isEqualTo(1);
        }
    }

    private static int browsersOf(long administrator) throws SQLException {
        try (Connection connection = TestDatabase.connect();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT COUNT(*) FROM recognised_browsers WHERE administrator_id = ?")) {
            statement.setLong(1, administrator);
            return number(statement);
        }
    }

    private static int number(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
