package io.rollcall.server.scim;

import io.rollcall.server.http.BearerHeader;
import io.rollcall.server.http.ForwardedRequest;
import io.rollcall.server.http.PresentedCredential;
import io.rollcall.server.http.RequestOrigin;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.SecretText;
import io.rollcall.server.limits.RequestLimits;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.PublicUrls;
import io.rollcall.server.organizations.PublicUrls.HostMeaning;
import io.rollcall.server.scim.scimple.ScimCaller;
import io.rollcall.server.tokens.RejectedToken;
import io.rollcall.server.tokens.Token;
import io.rollcall.server.tokens.Tokens;
import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Authentication filter of SCIM requests. The token must belong to the organization of the called host; on unknown hosts every
 * token is refused.
 */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
final class TokenFilter implements ContainerRequestFilter {
    private static final int UNAUTHENTICATED = 401;
    private static final int TOO_MANY = 429;
    private static final String TOKEN = TokenFilter.class.getName() + ".token";
    private static final String ANONYMOUS = TokenFilter.class.getName() + ".anonymous";
    private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    /** {@code /ServiceProviderConfig}, with the extra slashes that are tolerated in all paths. */
    private static final Pattern PUBLIC_PATH = Pattern.compile("/*ServiceProviderConfig/?");

    private final Organizations organizations;
    private final Tokens tokens;
    private final PublicUrls urls;
    private final RequestLimits limits;
    private final RejectedCalls rejected;

    TokenFilter(
            Organizations organizations, Tokens tokens, PublicUrls urls, RequestLimits limits, RejectedCalls rejected) {
        this.organizations = organizations;
        this.tokens = tokens;
        this.urls = urls;
        this.limits = limits;
        this.rejected = rejected;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        ForwardedRequest forwarded = ForwardedRequest.of(request);
        String address = forwarded.address();
        HostMeaning host = urls.read(forwarded.host());
        if (admitsAnonymous(request, host, address)) {
            return;
        }
        SecretText presented = presented(request);
        Token token = tokens.find(presented).orElseThrow(() -> unknownToken(request, presented, host));
        if (!tokens.accepts(token)) {
            throw rejectedToken(request, token, Optional.empty());
        }
        Organization organization = organizations
                .find(token.organizationId())
                .orElseThrow(() -> rejectedToken(request, token, Optional.empty()));
        if (!organizations.isAt(host, organization)) {
            rejected.counterOfUnknown(presented, host).run();
            throw rejectedToken(request, token, Optional.of(forwarded.host()));
        }
        if (token.client().isEmpty() && !organization.staticTokens()) {
            throw rejectedToken(request, token, Optional.empty(), staticToken());
        }
        if (!PresentedCredential.isKnown(request)) {
            limits.accepted(PresentedCredential.of(request));
        }
        Permission.requireNotDeleting(organization);
        tokens.noteUse(token, address);
        String baseUrl =
                host instanceof HostMeaning.Loopback loopback ? loopback.baseUrl() : urls.of(organization.slug());
        request.setProperty(
                ScimCaller.PROPERTY,
                new ScimCaller(
                        organization.id(),
                        baseUrl,
                        RequestOrigin.actor(request, Actor.Kind.TOKEN, token.name()),
                        organization.groupsEnabled()));
        request.setProperty(TOKEN, token);
        limits.count(Optional.of(organization.id()), address);
        Permission.require(organization, token, request);
    }

    /** Returns the token of an authenticated request. */
    static Optional<Token> token(ContainerRequestContext request) {
        return request.getProperty(TOKEN) instanceof Token token ? Optional.of(token) : Optional.empty();
    }

    /** Returns the base URL for an admitted request without a token; empty for authenticated ones. */
    static Optional<String> anonymousBaseUrl(ContainerRequestContext request) {
        return request.getProperty(ANONYMOUS) instanceof String url ? Optional.of(url) : Optional.empty();
    }

    /**
     * Returns whether it is a request for the one document that requires no token. Such requests have a rate limit of their
     * own.
     */
    private boolean admitsAnonymous(ContainerRequestContext request, HostMeaning host, String address) {
        if (isPresent(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                || !READING.contains(request.getMethod())
                || !PUBLIC_PATH.matcher(request.getUriInfo().getPath()).matches()) {
            return false;
        }
        Optional<String> baseUrl = urls.baseUrl(host);
        baseUrl.ifPresent(url -> {
            limits.countAnonymous(address);
            request.setProperty(ANONYMOUS, url);
        });
        return baseUrl.isPresent();
    }

    private static boolean isPresent(String header) {
        return header != null && !header.isBlank();
    }

    private SecretText presented(ContainerRequestContext request) {
        return BearerHeader.readTolerantly(request)
                .orElseThrow(() -> failed(
                        request,
                        Refusal.unauthenticated(
                                "The request has no token. Send the header 'Authorization: Bearer <token>'."),
                        () -> {}));
    }

    /** @param counter run for each later request with the same token that is refused before authentication */
    private Refusal failed(ContainerRequestContext request, Refusal unauthenticated, Runnable counter) {
        return limits.failed(
                ForwardedRequest.of(request).address(), PresentedCredential.of(request), unauthenticated, counter);
    }

    private Refusal unknownToken(ContainerRequestContext request, SecretText presented, HostMeaning host) {
        Runnable counter = rejected.counterOfUnknown(presented, host);
        counter.run();
        return failed(request, wrongToken(), counter);
    }

    /** Refuses a known token with the same message as an unknown one, and counts the request for its organization. */
    private Refusal rejectedToken(ContainerRequestContext request, Token token, Optional<String> foreignHost) {
        return rejectedToken(request, token, foreignHost, wrongToken());
    }

    private Refusal rejectedToken(
            ContainerRequestContext request, Token token, Optional<String> foreignHost, Refusal unauthenticated) {
        RejectedToken.Attempt attempt = new RejectedToken.Attempt(
                RequestOrigin.line(request),
                UNAUTHENTICATED,
                RequestOrigin.actor(request, Actor.Kind.TOKEN, token.name()),
                foreignHost);
        RejectedToken.Attempt oneOfMany = attempt.answeredWith(TOO_MANY);
        Refusal refusal = failed(request, unauthenticated, () -> rejected.count(token, oneOfMany));
        rejected.count(token, refusal.reason() == Refusal.Reason.TOO_MANY ? oneOfMany : attempt);
        return refusal;
    }

    private static Refusal staticToken() {
        return Refusal.unauthenticated("This organization does not accept static tokens. Obtain an access token with"
                + " an OAuth client, or let an administrator switch static tokens on in the Admin Console.");
    }

    private static Refusal wrongToken() {
        return Refusal.unauthenticated("The token is not valid for this address: it may be mistyped, revoked, expired"
                + " or of another organization. Generate a new one in the Admin Console and paste it again.");
    }
}
