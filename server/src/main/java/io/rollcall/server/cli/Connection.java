package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.tokens.RejectedToken;
import io.rollcall.server.tokens.Token;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The same facts of an organization's identity provider as on the console's overview.
 *
 * @param active number of valid tokens
 * @param lastSuccess when a request last succeeded, to the minute
 * @param rejected the token of the latest request that came with one that is not valid
 */
record Connection(long active, Optional<Instant> lastSuccess, Optional<RejectedToken> rejected) {
    static Connection of(Organization organization, Features features) {
        List<Token> tokens = features.tokens().list(organization.id());
        Instant now = features.clock().instant();
        return new Connection(
                tokens.stream().filter(token -> token.isValidAt(now)).count(),
                tokens.stream().flatMap(token -> token.lastSuccess().stream()).max(Comparator.naturalOrder()),
                features.tokens().listRejected(organization.id()).stream().findFirst());
    }

    Optional<Instant> lastRejected() {
        return rejected.map(RejectedToken::latest);
    }

    String rejectedInWords() {
        return rejected.map(token -> token.latest()
                        + (token.isUnknown() ? ", an unknown token" : ", with the token " + token.tokenId()))
                .orElse("never");
    }
}
