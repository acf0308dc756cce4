package io.rollcall.server.console.security;

import io.rollcall.server.console.page.ConsoleErrors;
import io.rollcall.server.console.page.ConsoleOrganizations;
import io.rollcall.server.console.page.Frames;
import io.rollcall.server.console.page.Html;
import io.rollcall.server.console.page.Menu;
import io.rollcall.server.console.page.Paths;
import io.rollcall.server.console.page.SentForm;
import io.rollcall.server.console.page.Visitor;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Single Sign-On: the switch of SCIM provisioning, and the tokens of the identity provider. */
@Path("organizations/{slug}/security")
public final class SecurityPage {
    private static final String USUAL_NAME = "Okta";
    private static final int FORMER_TOKENS = 20;

    private final Frames frames;
    private final ConsoleOrganizations found;
    private final Organizations organizations;
    private final PublicUrls urls;
    private final Tokens tokens;
    private final Clock clock;

    public SecurityPage(Frames frames, ConsoleOrganizations found, PublicUrls urls, Tokens tokens, Clock clock) {
        this.frames = frames;
        this.found = found;
        this.organizations = found.organizations();
        this.urls = urls;
        this.tokens = tokens;
        this.clock = clock;
    }

    @GET
    public Response show(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        return page(200, request, found.get(request, slug), Optional.empty(), Optional.empty());
    }

    /** Switches on, and offers a token at once. */
    @POST
    @Path("on")
    public Response switchOn(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        Organization organization = found.get(request, slug);
        organizations.setScimEnabled(organization.id(), true, actor(request));
        return Html.goTo(Paths.of(organization, "security", "generate"), "scim-on");
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
        return dialog(
                request,
                found.get(request, slug),
                new SecurityDialog.Generate(USUAL_NAME, lifetimes(), Optional.empty()));
    }

    @POST
    @Path("generate")
    public Response generate(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        Organization organization = found.get(request, slug);
        SentForm form = SentForm.of(request);
        try {
            TokenRequest wanted = TokenRequest.named(form.text("name")).goodFor(lifetime(form));
            return dialog(
                    request,
                    organization,
                    new SecurityDialog.Shown(tokens.issue(
                            organization.id(), form.ticked("read-only") ? wanted.readOnly() : wanted, actor(request))));
        } catch (Refusal refusal) {
            SecurityDialog again =
                    new SecurityDialog.Generate(form.text("name"), lifetimes(), Optional.of(refusal.getMessage()));
            return page(ConsoleErrors.status(refusal), request, organization, Optional.of(again), Optional.empty());
        }
    }

    private static Lifetime lifetime(SentForm form) {
        String days = form.text("days");
        if (days.equals(LifetimeChoice.NEVER)) {
            return Lifetime.unlimited();
        }
        try {
            return Lifetime.ofDays(Integer.parseInt(days));
        } catch (NumberFormatException noNumber) {
            throw Refusal.invalid("Say for how many days the token is good.");
        }
    }

    @GET
    @Path("tokens/{id}/rotate")
    public Response askRotate(
            @Context ContainerRequestContext request, @PathParam("slug") String slug, @PathParam("id") long id) {
        Organization organization = found.get(request, slug);
        Token token = tokens.get(organization.id(), id);
        return dialog(
                request,
                organization,
                new SecurityDialog.Rotate(token, isAsLongAllowed(token) ? List.of() : lifetimes()));
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
        SentForm form = SentForm.of(request);
        try {
            Optional<Lifetime> wanted = form.filled("days").map(days -> lifetime(form));
            return dialog(
                    request,
                    organization,
                    new SecurityDialog.Shown(tokens.rotate(organization.id(), id, wanted, actor(request))));
        } catch (Refusal refusal) {
            return refused(request, organization, refusal);
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
        return Visitor.of(request).actor();
    }

    private static Response done(Organization organization, String what) {
        return Html.goTo(Paths.of(organization, "security"), what);
    }

    private Response refused(ContainerRequestContext request, Organization organization, Refusal refusal) {
        return page(
                ConsoleErrors.status(refusal),
                request,
                organization,
                Optional.empty(),
                Optional.of(refusal.getMessage()));
    }

    private Response dialog(ContainerRequestContext request, Organization organization, SecurityDialog dialog) {
        return page(200, request, organization, Optional.of(dialog), Optional.empty());
    }

    private Response page(
            int status,
            ContainerRequestContext request,
            Organization organization,
            Optional<SecurityDialog> dialog,
            Optional<String> problem) {
        SecurityView view = new SecurityView(
                frames.of(request, organization, Menu.SECURITY),
                organization,
                urls.of(organization.slug()),
                lines(organization),
                dialog,
                problem);
        return Html.page(status, out -> JteSecurityGenerated.render(out, null, view));
    }

    /** Those that work, and the last of the others; the newest first. */
    private List<TokenLine> lines(Organization organization) {
        Instant now = clock.instant();
        List<TokenLine> newest = tokens.list(organization.id()).stream()
                .sorted(Comparator.comparing(Token::id, Comparator.reverseOrder()))
                .map(token -> new TokenLine(token, token.stateAt(now), token.isNearExpiryAt(now)))
                .toList();
        return Stream.concat(
                        newest.stream().filter(line -> line.state().letsIn()),
                        newest.stream().filter(line -> !line.state().letsIn()).limit(FORMER_TOKENS))
                .toList();
    }
}
