package io.rollcall.server.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lists of tokens are whole, so that an organization may only have so many. */
class TokenLimitIT {
    @Test
    void forgetsEndedTokensForNewOnesAndRefusesMoreThatWork() {
        try (RunningServer server =
                TestServer.start(Map.of("database.pool-size", "4", "tokens.max-per-organization", "3"))) {
            TestOrganization organization = TestOrganization.create(server);
            Tokens tokens = server.component(Tokens.class);
            Token first = organization.issued().token();
            Token second =
                    tokens.issue(organization.id(), "Second", Actor.system()).token();
            Token third =
                    tokens.rotate(organization.id(), first.id(), Actor.system()).token();
            assertThatThrownBy(() -> tokens.issue(organization.id(), "Fourth", Actor.system()))
                    .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.reason())
                            .isEqualTo(Refusal.Reason.CONFLICT))
                    .hasMessageContaining("3 active tokens");
            tokens.revoke(organization.id(), second.id(), Actor.system());
            Token fourth =
                    tokens.issue(organization.id(), "Fourth", Actor.system()).token();
            assertThat(tokens.list(organization.id()))
                    .extracting(Token::id)
                    .containsExactly(first.id(), third.id(), fourth.id());
        }
    }
}
