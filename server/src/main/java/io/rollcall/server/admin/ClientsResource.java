package io.rollcall.server.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.kernel.EnumName;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.oauth.AssertionTrust;
import io.rollcall.server.oauth.ClientJson;
import io.rollcall.server.oauth.ClientSecret;
import io.rollcall.server.oauth.ClientSecrets;
import io.rollcall.server.oauth.OAuthClient;
import io.rollcall.server.oauth.OAuthClients;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.PublicUrls;
import io.rollcall.server.tokens.Token;
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
import java.util.List;
import java.util.Optional;

/** OAuth clients of an organization. Only the response that creates a secret contains its text. */
@Path("organizations/{slug}/clients")
@Produces(MediaType.APPLICATION_JSON)
public final class ClientsResource {
    private static final String CLIENT = "{clientId: [0-9a-f]{32}}";
    private static final String SECRETS = CLIENT + "/secrets";

    private final AdminOrganizations organizations;
    private final OAuthClients clients;
    private final ClientSecrets secrets;
    private final PublicUrls urls;
    private final Clock clock;

    ClientsResource(
            AdminOrganizations organizations,
            OAuthClients clients,
            ClientSecrets secrets,
            PublicUrls urls,
            Clock clock) {
        this.organizations = organizations;
        this.clients = clients;
        this.secrets = secrets;
        this.urls = urls;
        this.clock = clock;
    }

    @GET
    public Response list(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        Organization organization = organizations.get(request, slug);
        return Response.ok(AdminJson.bytes(AdminJson.list(
                        clients.listWithSecrets(organization.id()).stream()
                                .map(client -> ClientJson.of(client, clock.instant()))
                                .toList(),
                        Optional.empty())))
                .build();
    }

    @POST
    public Response create(@Context ContainerRequestContext request, @PathParam("slug") String slug, InputStream body) {
        Organization organization = organizations.get(request, slug);
        StrictBody members = AdminJson.read(request, body)
                .only("name", "scope", "method", "expiresInDays", "issuer", "subject", "audience", "jwksUrl", "jwks");
        Token.Scope scope = members.text("scope")
                .map(word -> EnumName.parse(Token.Scope.class, "scope", word))
                .orElse(Token.Scope.READ_WRITE);
        OAuthClient.Issued issued = clients.create(
                organization.id(),
                new OAuthClient.Order(members.text("name").orElse("Admin API"), scope, trust(members)),
                days(members),
                AdminCaller.of(request).actor());
        return created(ClientJson.of(issued, urls.tokenUrl(organization.slug()), clock.instant()));
    }

    private Optional<AssertionTrust> trust(StrictBody members) {
        OAuthClient.Method method = members.text("method")
                .map(word -> EnumName.parse(OAuthClient.Method.class, "method", word))
                .orElse(OAuthClient.Method.SECRET);
        requireFitting(method, members);
        return switch (method) {
            case SECRET -> Optional.empty();
            case PRIVATE_KEY -> Optional.of(clients.ownKey(members.text("jwksUrl"), members.text("jwks")));
            case FEDERATED ->
                Optional.of(clients.federated(
                        new AssertionTrust.Identity(
                                members.requiredText("issuer"),
                                members.requiredText("subject"),
                                members.requiredText("audience")),
                        members.requiredText("jwksUrl")));
        };
    }

    /** Refuses members that the method does not use: they would be ignored silently. */
    private static void requireFitting(OAuthClient.Method method, StrictBody members) {
        List<String> unused =
                switch (method) {
                    case SECRET -> List.of("issuer", "subject", "audience", "jwksUrl", "jwks");
                    case PRIVATE_KEY -> List.of("issuer", "subject", "audience", "expiresInDays");
                    case FEDERATED -> List.of("jwks", "expiresInDays");
                };
        unused.stream().filter(members::has).findFirst().ifPresent(name -> {
            throw Refusal.invalid("A client with the method " + EnumName.of(method) + " has no " + name + ".")
                    .about(name);
        });
    }

    private static int days(StrictBody members) {
        return members.has("expiresInDays") ? members.requiredNumber("expiresInDays") : ClientSecret.MIN_DAYS;
    }

    @GET
    @Path(CLIENT)
    public Response get(
            @Context ContainerRequestContext request,
            @PathParam("slug") String slug,
            @PathParam("clientId") String clientId) {
        Organization organization = organizations.get(request, slug);
        return Response.ok(AdminJson.bytes(
                        ClientJson.of(clients.getWithSecrets(organization.id(), clientId), clock.instant())))
                .build();
    }

    @DELETE
    @Path(CLIENT)
    public Response revoke(
            @Context ContainerRequestContext request,
            @PathParam("slug") String slug,
            @PathParam("clientId") String clientId) {
        clients.revoke(
                organizations.get(request, slug).id(),
                clientId,
                AdminCaller.of(request).actor());
        return Response.noContent().build();
    }

    @POST
    @Path(SECRETS)
    public Response addSecret(
            @Context ContainerRequestContext request,
            @PathParam("slug") String slug,
            @PathParam("clientId") String clientId,
            InputStream body) {
        Organization organization = organizations.get(request, slug);
        StrictBody members = AdminJson.read(request, body).only("expiresInDays");
        ClientSecret.Issued issued = secrets.add(
                organization.id(),
                clientId,
                days(members),
                AdminCaller.of(request).actor());
        return created(ClientJson.of(issued, clock.instant()));
    }

    @DELETE
    @Path(SECRETS + "/{id: [0-9]{1,18}}")
    public Response revokeSecret(
            @Context ContainerRequestContext request,
            @PathParam("slug") String slug,
            @PathParam("clientId") String clientId,
            @PathParam("id") long id) {
        secrets.revoke(
                organizations.get(request, slug).id(),
                clientId,
                id,
                AdminCaller.of(request).actor());
        return Response.noContent().build();
    }

    private static Response created(ObjectNode json) {
        return Response.status(Response.Status.CREATED)
                .entity(AdminJson.bytes(json))
                .build();
    }
}
