package io.rollcall.server.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.kernel.EnumName;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.tokens.Token;
import io.rollcall.server.tokens.TokenJson;
import io.rollcall.server.tokens.TokenRequest;
import io.rollcall.server.tokens.Tokens;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;

/** Tokens of an organization. Only the response that creates a token contains its secret. */
@Path("organizations/{slug}/tokens")
@Produces(MediaType.APPLICATION_JSON)
public final class TokensResource {
    private static final String ID = "{id: [0-9]{1,18}}";

    private final AdminOrganizations organizations;
    private final Tokens tokens;
    private final Clock clock;

    TokensResource(AdminOrganizations organizations, Tokens tokens, Clock clock) {
        this.organizations = organizations;
        this.tokens = tokens;
        this.clock = clock;
    }

    @GET
    public Response list(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        return Response.ok(AdminJson.bytes(AdminJson.list(
                        tokens.list(organizations.get(request, slug).id()).stream()
                                .map(this::json)
                                .toList(),
                        Optional.empty())))
                .build();
    }

    @POST
    public Response issue(@Context ContainerRequestContext request, @PathParam("slug") String slug, InputStream body) {
        Organization organization = organizations.get(request, slug);
        StrictBody members = AdminJson.read(request, body).only("name", "scope", "expiresInDays");
        TokenRequest named = TokenRequest.named(members.text("name").orElse("Admin API"));
        TokenRequest scoped = members.text("scope")
                        .filter(word -> EnumName.parse(Token.Scope.class, "scope", word) == Token.Scope.READ_ONLY)
                        .isPresent()
                ? named.readOnly()
                : named;
        TokenRequest wanted = members.lifetime().map(scoped::goodFor).orElse(scoped);
        return made(
                tokens.issue(organization.id(), wanted, AdminCaller.of(request).actor()));
    }

    @GET
    @Path(ID)
    public Response get(
            @Context ContainerRequestContext request, @PathParam("slug") String slug, @PathParam("id") long id) {
        Token token = tokens.get(organizations.get(request, slug).id(), id);
        return Response.ok(AdminJson.bytes(json(token))).build();
    }

    @POST
    @Path(ID + "/rotate")
    public Response rotate(
            @Context ContainerRequestContext request,
            @PathParam("slug") String slug,
            @PathParam("id") long id,
            InputStream body) {
        Organization organization = organizations.get(request, slug);
        StrictBody members = AdminJson.read(request, body).only("expiresInDays");
        return made(tokens.rotate(
                organization.id(),
                id,
                members.lifetime(),
                AdminCaller.of(request).actor()));
    }

    @DELETE
    @Path(ID)
    public Response revoke(
            @Context ContainerRequestContext request, @PathParam("slug") String slug, @PathParam("id") long id) {
        tokens.revoke(
                organizations.get(request, slug).id(),
                id,
                AdminCaller.of(request).actor());
        return Response.noContent().build();
    }

    private Response made(Token.Issued issued) {
        return Response.status(Response.Status.CREATED)
                .entity(AdminJson.bytes(TokenJson.of(issued, clock.instant())))
                .build();
    }

    private ObjectNode json(Token token) {
        return TokenJson.of(token, clock.instant());
    }
}
