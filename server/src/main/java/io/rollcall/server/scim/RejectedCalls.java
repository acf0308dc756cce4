package io.rollcall.server.scim;

import io.rollcall.server.credentials.CredentialKind;
import io.rollcall.server.kernel.SecretText;
import io.rollcall.server.organizations.PublicUrls.HostMeaning;
import io.rollcall.server.organizations.Slug;
import io.rollcall.server.tokens.RejectedToken;
import io.rollcall.server.tokens.RejectedTokens;
import io.rollcall.server.tokens.Token;
import io.rollcall.server.traffic.Traffic;
import java.util.Optional;

/** Counter of requests with invalid tokens, by the token's organization, or by the host's if the token is unknown. */
final class RejectedCalls {
    private final RejectedTokens rejected;
    private final Traffic traffic;

    RejectedCalls(RejectedTokens rejected, Traffic traffic) {
        this.rejected = rejected;
        this.traffic = traffic;
    }

    /** Counts a request with a known token. */
    void count(Token token, RejectedToken.Attempt attempt) {
        rejected.count(token, attempt);
        traffic.countRejected(token.organizationId());
    }

    /** Returns a counter of requests with this unknown token on this host. */
    Runnable counterOfUnknown(SecretText presented, HostMeaning host) {
        Optional<Slug> slug = CredentialKind.TOKEN.isPrefixOf(presented) && host instanceof HostMeaning.Named named
                ? named.slug()
                : Optional.empty();
        return () -> slug.map(Slug::value).ifPresent(rejected::countUnknown);
    }
}
