package io.rollcall.server.console.security;

import io.rollcall.server.console.page.ConsoleCaller;
import io.rollcall.server.console.page.ConsoleOrganizations;
import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.FormData;
import io.rollcall.server.console.page.FormProblem;
import io.rollcall.server.console.page.Html;
import io.rollcall.server.console.page.LayoutFactory;
import io.rollcall.server.console.page.Menu;
import io.rollcall.server.console.page.OneTimeSecret;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.SecretText;
import io.rollcall.server.oauth.AssertionTrust;
import io.rollcall.server.oauth.ClientSecret;
import io.rollcall.server.oauth.ClientSecrets;
import io.rollcall.server.oauth.OAuthClient;
import io.rollcall.server.oauth.OAuthClients;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.PublicUrls;
import io.rollcall.server.tokens.Token;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;

/** Page with the OAuth clients of an organization, and the switch of static tokens. */
@Path("organizations/{slug}/security/clients")
public final class ClientsPage {
    private static final String USUAL_NAME = "Entra ID";
    private static final String CLIENT = "{clientId: [0-9a-f]{32}}";

    private final LayoutFactory layouts;
    private final ConsoleOrganizations found;
    private final Organizations organizations;
    private final PublicUrls urls;
    private final OAuthClients clients;
    private final ClientSecrets secrets;
    private final OneTimeSecret oneTime;
    private final Clock clock;

    public ClientsPage(
            LayoutFactory layouts,
            ConsoleOrganizations found,
            PublicUrls urls,
            OAuthClients clients,
            ClientSecrets secrets,
            OneTimeSecret oneTime,
            Clock clock) {
        this.layouts = layouts;
        this.found = found;
        this.organizations = found.organizations();
        this.urls = urls;
        this.clients = clients;
        this.secrets = secrets;
        this.oneTime = oneTime;
        this.clock = clock;
    }

    @GET
    public Response show(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        return page(200, request, found.get(request, slug), Optional.empty(), FormProblem.NONE);
    }

    /** Accepts static tokens again. */
    @POST
    @Path("static-on")
    public Response acceptStatic(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        Organization organization = found.get(request, slug);
        organizations.setStaticTokens(organization.id(), true, actor(request));
        return done(organization, "static-tokens-on");
    }

    @GET
    @Path("static-off")
    public Response askStaticOff(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        return dialog(request, found.get(request, slug), new ClientDialog.RefuseStatic());
    }

    @POST
    @Path("static-off")
    public Response refuseStatic(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        Organization organization = found.get(request, slug);
        organizations.setStaticTokens(organization.id(), false, actor(request));
        return done(organization, "static-tokens-off");
    }

    @GET
    @Path("create")
    public Response offer(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        return dialog(request, found.get(request, slug), form(request, FormProblem.NONE));
    }

    @POST
    @Path("create")
    public Response create(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        Organization organization = found.get(request, slug);
        FormData form = FormData.of(request);
        try {
            OAuthClient.Issued issued = clients.create(
                    organization.id(),
                    new OAuthClient.Order(
                            form.text("name"),
                            form.ticked("read-only") ? Token.Scope.READ_ONLY : Token.Scope.READ_WRITE,
                            trust(form)),
                    ClientSecret.MIN_DAYS,
                    actor(request));
            return made(
                    request,
                    organization,
                    issued.client().clientId(),
                    issued.secret().map(ClientSecret.Issued::text));
        } catch (Refusal refusal) {
            return page(
                    refusal.reason().status(),
                    request,
                    organization,
                    Optional.of(form(request, FormProblem.of(refusal))),
                    FormProblem.NONE);
        }
    }

    /** Returns the trust in assertions, if a field about them is filled. */
    private Optional<AssertionTrust> trust(FormData form) {
        boolean federated = Stream.of("issuer", "subject", "audience", "jwks-url")
                .anyMatch(name -> form.filled(name).isPresent());
        return federated
                ? Optional.of(clients.federated(
                        new AssertionTrust.Identity(form.text("issuer"), form.text("subject"), form.text("audience")),
                        form.text("jwks-url")))
                : Optional.empty();
    }

    private static ClientDialog.Create form(ContainerRequestContext request, FormProblem problem) {
        FormData form = FormData.of(request);
        return new ClientDialog.Create(
                form.has("name") ? form.text("name") : USUAL_NAME,
                form.ticked("read-only"),
                form.filled("issuer").orElse(""),
                form.filled("subject").orElse(""),
                form.filled("audience").orElse(""),
                form.filled("jwks-url").orElse(""),
                problem);
    }

    /** Redirects to the page that shows the client, so that a reload creates no other. */
    private Response made(
            ContainerRequestContext request, Organization organization, String clientId, Optional<SecretText> secret) {
        String page = path(organization, clientId, "created");
        Response redirect = Html.goTo(page);
        return secret.map(text -> Response.fromResponse(redirect)
                        .cookie(oneTime.carry(request, page, text))
                        .build())
                .orElse(redirect);
    }

    /** Shows a new client, and its secret once. */
    @GET
    @Path(CLIENT + "/created")
    public Response created(
            @Context ContainerRequestContext request,
            @PathParam("slug") String slug,
            @PathParam("clientId") String clientId) {
        Organization organization = found.get(request, slug);
        OAuthClient client = clients.get(organization.id(), clientId);
        Optional<SecretText> secret = oneTime.read(request, path(organization, clientId, "created"));
        Response shown = dialog(request, organization, new ClientDialog.Created(client, secret));
        return Response.fromResponse(shown).cookie(oneTime.none()).build();
    }

    @GET
    @Path(CLIENT + "/secret")
    public Response askSecret(
            @Context ContainerRequestContext request,
            @PathParam("slug") String slug,
            @PathParam("clientId") String clientId) {
        Organization organization = found.get(request, slug);
        return dialog(request, organization, new ClientDialog.AddSecret(clients.get(organization.id(), clientId)));
    }

    @POST
    @Path(CLIENT + "/secret")
    public Response addSecret(
            @Context ContainerRequestContext request,
            @PathParam("slug") String slug,
            @PathParam("clientId") String clientId) {
        Organization organization = found.get(request, slug);
        try {
            ClientSecret.Issued issued =
                    secrets.add(organization.id(), clientId, ClientSecret.MIN_DAYS, actor(request));
            return made(request, organization, clientId, Optional.of(issued.text()));
        } catch (Refusal refusal) {
            return refused(request, organization, refusal);
        }
    }

    @GET
    @Path(CLIENT + "/revoke")
    public Response askRevoke(
            @Context ContainerRequestContext request,
            @PathParam("slug") String slug,
            @PathParam("clientId") String clientId) {
        Organization organization = found.get(request, slug);
        return dialog(
                request,
                organization,
                new ClientDialog.Revoke(clients.get(organization.id(), clientId), Optional.empty()));
    }

    @POST
    @Path(CLIENT + "/revoke")
    public Response revoke(
            @Context ContainerRequestContext request,
            @PathParam("slug") String slug,
            @PathParam("clientId") String clientId) {
        Organization organization = found.get(request, slug);
        try {
            clients.revoke(organization.id(), clientId, actor(request));
            return done(organization, "client-revoked");
        } catch (Refusal refusal) {
            return refused(request, organization, refusal);
        }
    }

    @GET
    @Path(CLIENT + "/secrets/{id: [0-9]{1,18}}/revoke")
    public Response askRevokeSecret(
            @Context ContainerRequestContext request,
            @PathParam("slug") String slug,
            @PathParam("clientId") String clientId,
            @PathParam("id") long id) {
        Organization organization = found.get(request, slug);
        return dialog(
                request,
                organization,
                new ClientDialog.Revoke(clients.get(organization.id(), clientId), Optional.of(id)));
    }

    @POST
    @Path(CLIENT + "/secrets/{id: [0-9]{1,18}}/revoke")
    public Response revokeSecret(
            @Context ContainerRequestContext request,
            @PathParam("slug") String slug,
            @PathParam("clientId") String clientId,
            @PathParam("id") long id) {
        Organization organization = found.get(request, slug);
        try {
            secrets.revoke(organization.id(), clientId, id, actor(request));
            return done(organization, "secret-revoked");
        } catch (Refusal refusal) {
            return refused(request, organization, refusal);
        }
    }

    private static Actor actor(ContainerRequestContext request) {
        return ConsoleCaller.of(request).actor();
    }

    private static String path(Organization organization, String... more) {
        return ConsolePaths.below(ConsolePaths.of(organization, "security", "clients"), more);
    }

    private static Response done(Organization organization, String what) {
        return Html.goTo(path(organization), what);
    }

    /** Shows the reason on the page, unless what the path names does not exist. */
    private Response refused(ContainerRequestContext request, Organization organization, Refusal refusal) {
        if (refusal.reason() == Refusal.Reason.NOT_FOUND) {
            throw refusal;
        }
        return page(refusal.reason().status(), request, organization, Optional.empty(), FormProblem.of(refusal));
    }

    private Response dialog(ContainerRequestContext request, Organization organization, ClientDialog dialog) {
        return page(200, request, organization, Optional.of(dialog), FormProblem.NONE);
    }

    private Response page(
            int status,
            ContainerRequestContext request,
            Organization organization,
            Optional<ClientDialog> dialog,
            FormProblem problem) {
        ClientsView view = new ClientsView(
                layouts.of(request, organization, Menu.SECURITY),
                organization,
                urls.tokenUrl(organization.slug()),
                urls.of(organization.slug()),
                ClientLine.of(clients.listWithSecrets(organization.id()), clock.instant()),
                dialog,
                problem);
        return Html.page(status, out -> JteClientsGenerated.render(out, null, view));
    }
}
