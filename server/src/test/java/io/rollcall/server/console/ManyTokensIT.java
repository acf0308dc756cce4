package io.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.tokens.Token;
import io.rollcall.server.tokens.Tokens;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The security page shows a bounded number of tokens, however many there are. */
class ManyTokensIT {
    private static final Pattern REVOKE = Pattern.compile("/tokens/(\\d+)/revoke\"");

    @Test
    void showsTheNewestActiveTokensAndTheLatestInactiveOnes() {
        try (RunningServer server = TestServer.start(Map.of("public.url", "http://example.test"))) {
            TestOrganization organization = TestOrganization.create(server);
            Tokens tokens = server.component(Tokens.class);
            List<Long> issued = IntStream.range(0, 80)
                    .mapToObj(number -> tokens.issue(organization.id(), "Token", Actor.system()))
                    .map(Token.Issued::token)
                    .map(Token::id)
                    .toList();
            issued.subList(55, 80).forEach(id -> tokens.revoke(organization.id(), id, Actor.system()));
            String page = ConsoleClient.signedIn(server, ConsoleServer.administrator(server, Optional.empty()))
                    .get("/console/organizations/" + organization.slug() + "/security")
                    .body();
            assertThat(REVOKE.matcher(page).results().map(ManyTokensIT::id))
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 50)
                            .mapToObj(number -> issued.get(55 - number))
                            .toList());
            assertThat(page)
                    .contains("#" + issued.get(79), "#" + issued.get(60))
                    .doesNotContain("#" + issued.get(59));
        }
    }

    private static Long id(MatchResult link) {
        return Long.valueOf(link.group(1));
    }
}
