package io.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.console.ConsoleClient.Response;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.testing.Endpoint;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No other site can make an administrator's browser do anything (cross-site request forgery). */
class FormsIT {
    private final TestOrganization organization = TestOrganization.create();
    private final String security = "/console/organizations/" + organization.slug() + "/security";
    private final ConsoleClient administrator = ConsoleClient.signedIn(
            TestServer.shared(), ConsoleServer.administrator(TestServer.shared(), Optional.of(organization.id())));

    private boolean scimIsOn() {
        return TestServer.shared()
                .component(Organizations.class)
                .find(organization.id())
                .orElseThrow()
                .scimEnabled();
    }

    @Test
    void takesAFormWithTheSessionsToken() {
        assertThat(administrator.post(security + "/off").status()).isEqualTo(303);
        assertThat(scimIsOn()).isFalse();
    }

    /** Before it is read, so that a stranger cannot hold memory that others need. */
    @Test
    void refusesAFormLargerThanAnyOfItsOwn() {
        Response answer = ConsoleClient.of(TestServer.shared()).signIn("x".repeat(40_000), "password");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).contains("larger than 32000 bytes");
    }

    @Test
    void refusesEveryFormWithoutToken() {
        List<Endpoint> forms = Endpoint.of("io.rollcall.server.console").stream()
                .filter(endpoint -> endpoint.method().equals("POST"))
                .filter(endpoint -> !endpoint.path().equals("/sign-in"))
                .toList();
        assertThat(forms).hasSizeGreaterThan(25);
        Map<String, String> values = Map.of(
                "slug",
                organization.slug(),
                "id",
                "1",
                "action",
                "retire",
                "delivery",
                "1",
                "name",
                "crm",
                "clientId",
                "0".repeat(32));
        assertThat(forms).allSatisfy(form -> assertThat(administrator
                        .send("POST", "/console" + form.filled(values), Map.of("name", "x"))
                        .status())
                .isEqualTo(403));
    }

    @Test
    void refusesAFormWithoutToken() {
        Response answer = administrator.send("POST", security + "/off", Map.of());
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("Your session changed");
        assertThat(scimIsOn()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "null"})
    void refusesAFormWithAWrongToken(String token) {
        assertThat(administrator
                        .send("POST", security + "/off", Map.of("form-token", token))
                        .status())
                .isEqualTo(403);
        assertThat(scimIsOn()).isTrue();
    }

    @Test
    void refusesAFormWithAnotherSessionsToken() {
        ConsoleClient another = ConsoleClient.signedIn(
                TestServer.shared(), ConsoleServer.administrator(TestServer.shared(), Optional.of(organization.id())));
        assertThat(administrator
                        .send("POST", security + "/off", Map.of("form-token", another.formToken()))
                        .status())
                .isEqualTo(403);
        assertThat(scimIsOn()).isTrue();
    }

    @Test
    void doesNotShowTheCookieInTheToken() {
        String name = ConsoleServer.administrator(TestServer.shared(), Optional.of(organization.id()));
        ConsoleClient client = ConsoleClient.of(TestServer.shared());
        String cookie = client.signIn(name, ConsoleServer.PASSWORD).cookie().orElseThrow();
        client.with("Cookie", cookie);
        String secret = cookie.substring(cookie.indexOf('=') + 1);
        assertThat(secret).hasSize(43);
        assertThat(client.formToken()).hasSize(43);
        assertThat(client.get(security).body().contains(secret)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "none"})
    void refusesAFormThatAnotherSiteSentEvenWithTheToken(String site) {
        String token = administrator.formToken();
        administrator.with("Sec-Fetch-Site", site);
        assertThat(administrator
                        .send("POST", security + "/off", Map.of("form-token", token))
                        .status())
                .isEqualTo(403);
        assertThat(scimIsOn()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"https://evil.example, 403", "null, 403", "http://127.0.0.1.evil.example, 403", "SAME, 303"})
    void believesTheOriginWhereTheBrowserSaysNoMore(String origin, int status) {
        String token = administrator.formToken();
        String own = "http://127.0.0.1:" + TestServer.shared().port();
        administrator.without("Sec-Fetch-Site").with("Origin", origin.equals("SAME") ? own : origin);
        assertThat(administrator
                        .send("POST", security + "/off", Map.of("form-token", token))
                        .status())
                .isEqualTo(status);
    }

    @Test
    void refusesAFormFromNobodyKnowsWhere() {
        String token = administrator.formToken();
        administrator.without("Sec-Fetch-Site");
        assertThat(administrator
                        .send("POST", security + "/off", Map.of("form-token", token))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void cannotBeSignedInByAnotherSite() {
        String name = ConsoleServer.administrator(TestServer.shared(), Optional.of(organization.id()));
        Response answer = ConsoleClient.of(TestServer.shared())
                .with("Sec-Fetch-Site", "cross-site")
                .signIn(name, ConsoleServer.PASSWORD);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.cookie()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/on", "/off", "/generate"})
    void changesNothingByAnAddressAlone(String path) {
        administrator.get(security + path);
        assertThat(scimIsOn()).isTrue();
    }

    @Test
    void takesNoOtherKindOfBody() {
        String token = administrator.formToken();
        assertThat(administrator
                        .send("POST", security + "/off", "form-token=" + token, "text/plain")
                        .status())
                .isEqualTo(415);
        assertThat(administrator
                        .send("POST", security + "/off", "{}", "application/json")
                        .status())
                .isEqualTo(415);
        assertThat(scimIsOn()).isTrue();
    }

    @Test
    void refusesAFormThatCannotBeRead() {
        assertThat(administrator
                        .send("POST", security + "/off", "form-token=%zz", "application/x-www-form-urlencoded")
                        .status())
                .isEqualTo(400);
    }
}
