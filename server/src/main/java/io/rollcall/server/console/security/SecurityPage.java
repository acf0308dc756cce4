package io.rollcall.server.console.security;

import io.rollcall.server.console.page.ConsoleCaller;
import io.rollcall.server.console.page.ConsoleOrganizations;
import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.FormData;
import io.rollcall.server.console.page.FormProblem;
import io.rollcall.server.console.page.Html;
import io.rollcall.server.console.page.Layout;
import io.rollcall.server.console.page.LayoutFactory;
import io.rollcall.server.console.page.Menu;
import io.rollcall.server.console.page.OneTimeSecret;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.PublicUrls;
import io.rollcall.server.tokens.Token;
import io.rollcall.server.tokens.TokenRequest;
import io.rollcall.server.tokens.Tokens;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Page with the SCIM provisioning switch and the identity provider's tokens. */
@Path("organizations/{slug}/security")
public final class SecurityPage {
    private static final String USUAL_NAME = "Okta";
    private static final int ACTIVE_TOKENS = 50;
    private static final int FORMER_TOKENS = 20;

    private final LayoutFactory layouts;
    private final ConsoleOrganizations found;
    private final Organizations organizations;
    private final PublicUrls urls;
    private final Tokens tokens;
    private final OneTimeSecret secret;
    private final Clock clock;

    public SecurityPage(
            LayoutFactory layouts,
            ConsoleOrganizations found,
            PublicUrls urls,
            Tokens tokens,
            OneTimeSecret secret,
            Clock clock) {
        this.layouts = layouts;
        this.found = found;
        this.organizations = found.organizations();
        this.urls = urls;
        this.tokens = tokens;
        this.secret = secret;
        this.clock = clock;
    }

    @GET
    public Response show(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        return page(200, request, found.get(request, slug), Optional.empty(), FormProblem.NONE);
    }

    /** Turns provisioning on and offers a token. */
    @POST
    @Path("on")
    public Response switchOn(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        Organization organization = found.get(request, slug);
        organizations.setScimEnabled(organization.id(), true, actor(request));
        return Html.goTo(ConsolePaths.of(organization, "security", "generate"), "scim-on");
    }

    @GET
    @Path("off")
    public Response askOff(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        return dialog(request, found.get(request, slug), new SecurityDialog.SwitchOff());
    }

    @POST
    @Path("off")
    public Response switchOff(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        Organization organization = found.get(request, slug);
        organizations.setScimEnabled(organization.id(), false, actor(request));
        return done(organization, "scim-off");
    }

    @GET
    @Path("generate")
    public Response offer(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        return dialog(request, found.get(request, slug), generate(request, FormProblem.NONE));
    }

    @POST
    @Path("generate")
    public Response generate(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        Organization organization = found.get(request, slug);
        FormData form = FormData.of(request);
        try {
            TokenRequest wanted = TokenRequest.named(form.text("name")).goodFor(LifetimeChoice.read(form.text("days")));
            Token.Issued issued = tokens.issue(
                    organization.id(), form.ticked("read-only") ? wanted.readOnly() : wanted, actor(request));
            return made(request, organization, issued);
        } catch (Refusal refusal) {
            SecurityDialog again = generate(request, FormProblem.of(refusal));
            return page(refusal.reason().status(), request, organization, Optional.of(again), FormProblem.NONE);
        }
    }

    private SecurityDialog.Generate generate(ContainerRequestContext request, FormProblem problem) {
        FormData form = FormData.of(request);
        return new SecurityDialog.Generate(
                form.has("name") ? form.text("name") : USUAL_NAME,
                LifetimeChoice.selecting(lifetimes(), form.filled("days")),
                form.ticked("read-only"),
                problem);
    }

    /** Redirects to the page that shows the token, so that a reload generates no other. */
    private Response made(ContainerRequestContext request, Organization organization, Token.Issued issued) {
        String page = tokenPage(organization);
        return Response.fromResponse(Html.goTo(page))
                .cookie(secret.carry(request, page, issued.secret()))
                .build();
    }

    private static String tokenPage(Organization organization) {
        return ConsolePaths.of(organization, "security", "token");
    }

    /** Shows a new token once. */
    @GET
    @Path("token")
    public Response token(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        Organization organization = found.get(request, slug);
        Optional<SecurityDialog> shown =
                secret.read(request, tokenPage(organization)).map(SecurityDialog.Shown::new);
        SecurityView view = view(request, organization, shown, shown.isEmpty(), FormProblem.NONE);
        return Response.fromResponse(Html.page(out -> JteSecurityGenerated.render(out, null, view)))
                .cookie(secret.none())
                .build();
    }

    @GET
    @Path("tokens/{id}/rotate")
    public Response askRotate(
            @Context ContainerRequestContext request, @PathParam("slug") String slug, @PathParam("id") long id) {
        Organization organization = found.get(request, slug);
        return dialog(request, organization, rotation(request, organization, id, FormProblem.NONE));
    }

    private SecurityDialog.Rotate rotation(
            ContainerRequestContext request, Organization organization, long id, FormProblem problem) {
        Token token = tokens.get(organization.id(), id);
        List<LifetimeChoice> offered = isAsLongAllowed(token)
                ? List.of()
                : LifetimeChoice.selecting(lifetimes(), FormData.of(request).filled("days"));
        return new SecurityDialog.Rotate(token, tokens.rotationGrace().toHours(), offered, problem);
    }

    private List<LifetimeChoice> lifetimes() {
        return LifetimeChoice.within(tokens.limit(), clock.instant());
    }

    private boolean isAsLongAllowed(Token token) {
        Instant now = clock.instant();
        return tokens.limit()
                .allows(now, Lifetime.between(token.created(), token.expires()).endFrom(now));
    }

    @POST
    @Path("tokens/{id}/rotate")
    public Response rotate(
            @Context ContainerRequestContext request, @PathParam("slug") String slug, @PathParam("id") long id) {
        Organization organization = found.get(request, slug);
        FormData form = FormData.of(request);
        try {
            Optional<Lifetime> wanted = form.filled("days").map(LifetimeChoice::read);
            return made(request, organization, tokens.rotate(organization.id(), id, wanted, actor(request)));
        } catch (Refusal refusal) {
            return refusal.field().isEmpty()
                    ? refused(request, organization, refusal)
                    : page(
                            refusal.reason().status(),
                            request,
                            organization,
                            Optional.of(rotation(request, organization, id, FormProblem.of(refusal))),
                            FormProblem.NONE);
        }
    }

    @GET
    @Path("tokens/{id}/revoke")
    public Response askRevoke(
            @Context ContainerRequestContext request, @PathParam("slug") String slug, @PathParam("id") long id) {
        Organization organization = found.get(request, slug);
        return dialog(request, organization, new SecurityDialog.Revoke(tokens.get(organization.id(), id)));
    }

    @POST
    @Path("tokens/{id}/revoke")
    public Response revoke(
            @Context ContainerRequestContext request, @PathParam("slug") String slug, @PathParam("id") long id) {
        Organization organization = found.get(request, slug);
        try {
            tokens.revoke(organization.id(), id, actor(request));
            return done(organization, "token-revoked");
        } catch (Refusal refusal) {
            return refused(request, organization, refusal);
        }
    }

    private static Actor actor(ContainerRequestContext request) {
        return ConsoleCaller.of(request).actor();
    }

    private static Response done(Organization organization, String what) {
        return Html.goTo(ConsolePaths.of(organization, "security"), what);
    }

    private Response refused(ContainerRequestContext request, Organization organization, Refusal refusal) {
        return page(refusal.reason().status(), request, organization, Optional.empty(), FormProblem.of(refusal));
    }

    private Response dialog(ContainerRequestContext request, Organization organization, SecurityDialog dialog) {
        return page(200, request, organization, Optional.of(dialog), FormProblem.NONE);
    }

    private Response page(
            int status,
            ContainerRequestContext request,
            Organization organization,
            Optional<SecurityDialog> dialog,
            FormProblem problem) {
        SecurityView view = view(request, organization, dialog, false, problem);
        return Html.page(status, out -> JteSecurityGenerated.render(out, null, view));
    }

    private SecurityView view(
            ContainerRequestContext request,
            Organization organization,
            Optional<SecurityDialog> dialog,
            boolean shownBefore,
            FormProblem problem) {
        List<Token> newest = tokens.listNewest(organization.id(), ACTIVE_TOKENS, FORMER_TOKENS);
        List<TokenLine> lines = TokenLine.of(newest, clock.instant());
        boolean offered = dialog.isEmpty()
                && lines.stream().noneMatch(line -> line.state().letsIn());
        Layout layout = layouts.of(request, organization, Menu.SECURITY);
        return new SecurityView(
                dialog.isEmpty() ? layout.reloadedAs(ConsolePaths.of(organization, "security")) : layout,
                organization,
                urls.of(organization.slug()),
                lines,
                dialog,
                offered ? Optional.of(generate(request, FormProblem.NONE)) : Optional.empty(),
                shownBefore,
                problem);
    }
}
