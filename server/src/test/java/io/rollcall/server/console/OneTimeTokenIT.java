package io.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.console.ConsoleClient.Response;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.tokens.Tokens;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A new token is shown once, on a page that makes no other when it is loaded again. */
class OneTimeTokenIT {
    private static final Pattern TOKEN = Pattern.compile("rollcall_[A-Za-z0-9_-]{43}");

    private final TestOrganization organization = TestOrganization.create();
    private final String security = "/console/organizations/" + organization.slug() + "/security";
    private final String name = ConsoleServer.administrator(TestServer.shared(), Optional.of(organization.id()));
    private final String session = ConsoleClient.of(TestServer.shared())
            .signIn(name, ConsoleServer.PASSWORD)
            .cookie()
            .orElseThrow();

    private ConsoleClient client(RunningServer server, String... cookies) {
        return ConsoleClient.of(server).with("Cookie", String.join("; ", cookies));
    }

    private Response generated() {
        return client(TestServer.shared(), session).post(security + "/generate", Map.of("name", "Okta", "days", "90"));
    }

    private static String carried(Response answer) {
        return answer.cookie("__Secure-rollcall-secret")
                .or(() -> answer.cookie("rollcall-secret"))
                .orElseThrow();
    }

    private int tokens() {
        return TestServer.shared()
                .component(Tokens.class)
                .list(organization.id())
                .size();
    }

    @Test
    void isShownOnThePageToWhichTheFormLeadsAndThenNeverAgain() {
        Response answer = generated();
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).endsWith(security + "/token");
        assertThat(answer.headers().toString() + answer.body()).doesNotContainPattern(TOKEN);

        Response shown = client(TestServer.shared(), session, carried(answer)).get(security + "/token");
        assertThat(shown.body()).containsPattern(TOKEN);
        assertThat(shown.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(shown.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.contains("rollcall-secret=;") && cookie.contains("Max-Age=0"));

        Response again = client(TestServer.shared(), session).get(security + "/token");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).doesNotContainPattern(TOKEN).contains("A new token is shown only once");
        assertThat(tokens()).isEqualTo(2);
    }

    @Test
    void worksOnceItWasShown() {
        Response answer = generated();
        String page = client(TestServer.shared(), session, carried(answer))
                .get(security + "/token")
                .body();
        Matcher token = TOKEN.matcher(page);
        assertThat(token.find()).isTrue();
        assertThat(new io.rollcall.server.testing.ScimClient(TestServer.scimUrl(TestServer.shared()), token.group())
                        .get("/Users")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void isShownByAnyServer() {
        Response answer = generated();
        assertThat(client(TestServer.second(), session, carried(answer))
                        .get(security + "/token")
                        .body())
                .containsPattern(TOKEN);
    }

    @Test
    void isNotShownInAnotherSession() {
        Response answer = generated();
        String another = ConsoleClient.of(TestServer.shared())
                .signIn(name, ConsoleServer.PASSWORD)
                .cookie()
                .orElseThrow();
        assertThat(client(TestServer.shared(), another, carried(answer))
                        .get(security + "/token")
                        .body())
                .doesNotContainPattern(TOKEN);
    }

    @Test
    void isNotShownInAnotherOrganization() {
        TestOrganization other = TestOrganization.create();
        String operator = ConsoleClient.of(TestServer.shared())
                .signIn(ConsoleServer.administrator(TestServer.shared(), Optional.empty()), ConsoleServer.PASSWORD)
                .cookie()
                .orElseThrow();
        Response answer = client(TestServer.shared(), operator)
                .post(security + "/generate", Map.of("name", "Okta", "days", "90"));
        assertThat(client(TestServer.shared(), operator, carried(answer))
                        .get("/console/organizations/" + other.slug() + "/security/token")
                        .body())
                .doesNotContainPattern(TOKEN);
    }

    @Test
    void isNotShownAfterAMinute() {
        SettableClock clock = new SettableClock();
        try (RunningServer server = TestServer.start(Map.of(), clock)) {
            String later = ConsoleClient.of(server)
                    .signIn(name, ConsoleServer.PASSWORD)
                    .cookie()
                    .orElseThrow();
            Response answer = client(server, later).post(security + "/generate", Map.of("name", "Okta", "days", "90"));
            clock.advance(Duration.ofSeconds(61));
            assertThat(client(server, later, carried(answer))
                            .get(security + "/token")
                            .body())
                    .doesNotContainPattern(TOKEN);
        }
    }

    @Test
    void isNotGeneratedAgainByAReloadWithoutScripts() {
        TestOrganization here = TestOrganization.create(ConsoleServer.shared());
        Tokens tokens = ConsoleServer.shared().component(Tokens.class);
        String page = "/console/organizations/" + here.slug() + "/security";
        try (ConsoleVisit visit = ConsoleVisit.withoutScripts(1280).signIn(Optional.of(here.id()))) {
            visit.open(page + "/generate").press("Yes, Generate Token");
            assertThat(visit.page().locator("dialog code").first().innerText()).startsWith("rollcall_");
            visit.page().reload();
            visit.sees("A new token is shown only once");
            assertThat(tokens.list(here.id())).hasSize(2);
            visit.open(page + "/tokens/" + here.issued().token().id() + "/rotate")
                    .press("Rotate");
            assertThat(visit.page().locator("dialog code").first().innerText()).startsWith("rollcall_");
            visit.page().reload();
            visit.page().goBack();
            assertThat(visit.page().content()).doesNotContainPattern(TOKEN);
            assertThat(tokens.list(here.id())).hasSize(3);
        }
    }
}
