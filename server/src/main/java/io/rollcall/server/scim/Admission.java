package io.rollcall.server.scim;

import io.rollcall.server.http.ForwardedRequest;
import io.rollcall.server.http.RequestId;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.PublicUrls;
import io.rollcall.server.organizations.PublicUrls.HostMeaning;
import io.rollcall.server.tokens.Token;
import io.rollcall.server.tokens.TokenSecret;
import io.rollcall.server.tokens.TokenUses;
import io.rollcall.server.tokens.Tokens;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/** Lets a SCIM request in: the token says who calls, the host says for which organization, and both must agree. */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public final class Admission implements ContainerRequestFilter {
    private static final String SCHEME = "Bearer ";

    private final Organizations organizations;
    private final Tokens tokens;
    private final TokenUses uses;
    private final PublicUrls urls;

    public Admission(Organizations organizations, Tokens tokens, TokenUses uses, PublicUrls urls) {
        this.organizations = organizations;
        this.tokens = tokens;
        this.uses = uses;
        this.urls = urls;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Token token = tokens.verify(presented(request)).orElseThrow(Admission::wrongToken);
        Organization organization = organizations.find(token.organizationId()).orElseThrow(Admission::wrongToken);
        HostMeaning host = urls.read(ForwardedRequest.of(request).host());
        if (host instanceof HostMeaning.Named named
                && named.slug()
                        .filter(slug -> organizations.answersTo(organization, slug))
                        .isEmpty()) {
            throw wrongToken();
        }
        Permission.requireNotDeleting(organization);
        uses.note(token, ForwardedRequest.of(request).address());
        String baseUrl =
                host instanceof HostMeaning.Loopback loopback ? loopback.baseUrl() : urls.of(organization.slug());
        request.setProperty(
                ScimCaller.PROPERTY, new ScimCaller(organization.id(), baseUrl, actor(request, token.name())));
        Permission.require(organization, token, request);
    }

    private static Actor actor(ContainerRequestContext request, String tokenName) {
        String userAgent = Optional.ofNullable(request.getHeaderString(HttpHeaders.USER_AGENT))
                .orElse("");
        return new Actor(
                Actor.Kind.TOKEN, tokenName, ForwardedRequest.of(request).address(), userAgent, RequestId.current());
    }

    /** {@code Bearer t} as RFC 6750 has it, or the bare {@code t} of Okta's header mode, or one {@code Bearer} too many. */
    private static TokenSecret presented(ContainerRequestContext request) {
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null || header.isBlank()) {
            throw Refusal.unauthenticated(
                    "The request carries no token. Send the header 'Authorization: Bearer <token>'.");
        }
        String text = header.strip();
        while (text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            text = text.substring(SCHEME.length()).strip();
        }
        return TokenSecret.presented(text);
    }

    private static Refusal wrongToken() {
        return Refusal.unauthenticated(
                "The token is not valid for this address: it may be mistyped, revoked, expired or of"
                        + " another organization. Generate a new one in the Admin Console and paste it again.");
    }
}
