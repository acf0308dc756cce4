package io.rollcall.server.scim.oauth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rollcall.server.http.ForwardedRequest;
import io.rollcall.server.http.RequestOrigin;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.limits.Fingerprint;
import io.rollcall.server.limits.RequestLimits;
import io.rollcall.server.oauth.TokenGrants;
import io.rollcall.server.oauth.TokenGrants.ClientAuthentication;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.PublicUrls;
import io.rollcall.server.tokens.Token;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;

/** Token endpoint for client credentials (RFC 6749 section 4.4). */
@Path("token")
public final class TokenEndpoint {
    private static final String GRANT = "client_credentials";

    private final TokenGrants grants;
    private final Organizations organizations;
    private final PublicUrls urls;
    private final RequestLimits limits;

    TokenEndpoint(TokenGrants grants, Organizations organizations, PublicUrls urls, RequestLimits limits) {
        this.grants = grants;
        this.organizations = organizations;
        this.urls = urls;
        this.limits = limits;
    }

    @POST
    public Response issue(@Context ContainerRequestContext request, InputStream body) {
        CalledHost host = CalledHost.of(request, urls);
        String address = ForwardedRequest.of(request).address();
        TokenForm form = form(request, body, address);
        PresentedClient presented = presented(request, form, address);
        Optional<Token.Scope> scope = form.value("scope").map(Scopes::parse);
        screen(address, presented.fingerprint());
        try {
            TokenGrants.Grant grant = grant(request, host, presented, scope, address);
            limits.accepted(presented.fingerprint());
            return answer(grant);
        } catch (Refusal refusal) {
            throw counted(refusal, address, presented.fingerprint());
        }
    }

    /** Reads the form, and counts a malformed one as a request without authentication. */
    private TokenForm form(ContainerRequestContext request, InputStream body, String address) {
        try {
            TokenForm form = TokenForm.read(request, body);
            if (!form.required("grant_type").equals(GRANT)) {
                throw Refusal.invalid("The only grant_type is " + GRANT + ".").about("grant_type");
            }
            return form;
        } catch (Refusal malformed) {
            limits.countAnonymous(address);
            throw malformed;
        }
    }

    private PresentedClient presented(ContainerRequestContext request, TokenForm form, String address) {
        try {
            return PresentedClient.read(request, form);
        } catch (Refusal refusal) {
            throw counted(refusal, address, PresentedClient.nobody(request));
        }
    }

    /** Counts a request with a wrong authentication as a failure, and one that could not be verified as any other. */
    private Refusal counted(Refusal refusal, String address, Fingerprint fingerprint) {
        if (refusal.reason() == Refusal.Reason.BUSY) {
            limits.countAnonymous(address);
        }
        return refusal.reason() == Refusal.Reason.UNAUTHENTICATED
                ? limits.failed(address, fingerprint, refusal)
                : refusal;
    }

    /** Refuses a wrong authentication that an address repeats, before it is checked again. */
    private void screen(String address, Fingerprint fingerprint) {
        RequestLimits.Screening screening = limits.screen(address, fingerprint);
        if (screening.result() == RequestLimits.Screening.Result.REJECTED) {
            limits.countScreened(fingerprint);
            throw Refusal.tooMany(RequestLimits.TOO_MANY_FAILURES, screening.retryAfter());
        }
    }

    private TokenGrants.Grant grant(
            ContainerRequestContext request,
            CalledHost host,
            PresentedClient presented,
            Optional<Token.Scope> scope,
            String address) {
        ClientAuthentication authentication = presented.authentication();
        return grants.grant(new TokenGrants.Request(
                authentication,
                scope,
                organization -> organizations.isAt(host.meaning(), organization),
                organization -> host.audiences(organization, urls),
                organization -> limits.count(Optional.of(organization), address),
                RequestOrigin.actor(request, Actor.Kind.TOKEN, "")));
    }

    private static Response answer(TokenGrants.Grant grant) {
        // Whatever the request accepts: identity providers send the header of SCIM here, too.
        return Response.ok(JsonNodeFactory.instance
                        .objectNode()
                        .put("access_token", grant.secret().reveal())
                        .put("token_type", "Bearer")
                        .put("expires_in", grant.lifetime().toSeconds())
                        .put("scope", Scopes.of(grant.token().scope()))
                        .toString())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .build();
    }
}
