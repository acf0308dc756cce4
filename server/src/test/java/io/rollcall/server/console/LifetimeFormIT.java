package io.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.console.ConsoleClient.Response;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.tokens.Token;
import io.rollcall.server.tokens.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The console offers lifetimes of tokens that are allowed, and refuses others. */
class LifetimeFormIT {
    private static final Pattern OPTION = Pattern.compile("<option value=\"([^\"]+)\"");
    private static RunningServer strict;

    /** Has a token with a lifetime of a year, since the shared server has no limit. */
    private final TestOrganization organization = TestOrganization.create();

    private final String security = "/console/organizations/" + organization.slug() + "/security";
    private final String rotate =
            security + "/tokens/" + organization.issued().token().id() + "/rotate";
    private final ConsoleClient administrator = signedIn(strict);

    @BeforeAll
    static void start() {
        strict = TestServer.start(Map.of("database.pool-size", "4", "tokens.max-days", "120"));
    }

    @AfterAll
    static void stop() {
        strict.close();
    }

    @Test
    void offersAllLifetimesIfThereIsNoLimit() {
        ConsoleClient free = signedIn(TestServer.shared());
        assertThat(offered(free, security + "/generate")).containsExactly("90", "180", "365", "never");
        assertThat(offered(free, rotate)).isEmpty();
    }

    @Test
    void offersOnlyAllowedLifetimes() {
        assertThat(offered(administrator, security + "/generate")).containsExactly("90", "120");
        assertThat(offered(administrator, rotate)).containsExactly("90", "120");
    }

    @Test
    void refusesOtherLifetimesInTheForm() {
        Response refused = administrator.send(
                "POST",
                security + "/generate",
                Map.of("form-token", administrator.formToken(), "name", "Okta", "days", "never"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("must expire within 120 days").contains("id=\"token-name\"");
        assertThat(tokens()).hasSize(1);
    }

    @Test
    void rotatesALongerLivedTokenWithTheChosenLifetime() {
        Response kept = administrator.send("POST", rotate, Map.of("form-token", administrator.formToken()));
        assertThat(kept.status()).isEqualTo(400);
        assertThat(kept.body()).contains("must expire within 120 days");

        Response rotated =
                administrator.send("POST", rotate, Map.of("form-token", administrator.formToken(), "days", "120"));
        assertThat(rotated.status()).isEqualTo(303);
        Token successor = tokens().get(1);
        assertThat(successor.expires()).contains(successor.created().plus(Duration.ofDays(120)));
    }

    private List<Token> tokens() {
        return strict.component(Tokens.class).list(organization.id());
    }

    private ConsoleClient signedIn(RunningServer server) {
        return ConsoleClient.signedIn(
                server, ConsoleServer.administrator(TestServer.shared(), Optional.of(organization.id())));
    }

    private static List<String> offered(ConsoleClient client, String path) {
        return OPTION.matcher(client.send("GET", path, Map.of()).body())
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
