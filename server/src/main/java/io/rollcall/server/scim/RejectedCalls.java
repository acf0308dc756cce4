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

/** Counts requests whose token is not valid for them: for the token's organization, or else for that of the host. */
final class RejectedCalls {
    private final RejectedTokens rejected;
    private final Traffic traffic;

    RejectedCalls(RejectedTokens rejected, Traffic traffic) {
        this.rejected = rejected;
        this.traffic = traffic;
    }

    /** Counts a request with a token that is known. */
    void count(Token token, RejectedToken.Attempt attempt) {
        rejected.count(token, attempt);
        traffic.countRejected(token.organizationId());
    }

    /** Returns what counts a request with a text that looks like a token, and is none of the organization of the host. */
    Runnable counterOfUnknown(SecretText presented, HostMeaning host) {
        Optional<Slug> slug = CredentialKind.TOKEN.isPrefixOf(presented) && host instanceof HostMeaning.Named named
                ? named.slug()
                : Optional.empty();
        return () -> slug.map(Slug::value).ifPresent(rejected::countUnknown);
    }
}
