package io.rollcall.server.rehearsal;

import io.rollcall.server.groups.Groups;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.SecretText;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.PublicUrls;
import io.rollcall.server.organizations.Slug;
import io.rollcall.server.rehearsal.RehearsalClient.NoResponse;
import io.rollcall.server.rehearsal.RehearsalClient.ScimRequest;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.tokens.Token;
import io.rollcall.server.tokens.TokenRequest;
import io.rollcall.server.tokens.Tokens;
import io.rollcall.server.users.Erasure;
import io.rollcall.server.users.UserPrefixSearch;
import io.rollcall.server.users.UserSummaries;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Service that rehearses provisioning: it sends the requests of identity providers to the running server, with users and groups of
 * its own, and removes these whatever happens.
 */
@Singleton
public final class Rehearsals {
    private static final String TOKEN_NAME = "Rehearsal";
    private static final String LOCAL = "localhost";
    private static final int UNAUTHENTICATED = 401;

    private final Tokens tokens;
    private final Roles roles;
    private final PublicUrls urls;
    private final Clock clock;
    private final ThrowAways.Records records;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public Rehearsals(
            Tokens tokens,
            Roles roles,
            PublicUrls urls,
            Clock clock,
            UserSummaries users,
            UserPrefixSearch search,
            Erasure erasure,
            Groups groups) {
        this.tokens = tokens;
        this.roles = roles;
        this.urls = urls;
        this.clock = clock;
        this.records = new ThrowAways.Records(users, search, erasure, groups);
    }

    /** Identity provider to replay. */
    public enum IdentityProvider {
        OKTA,
        ENTRA
    }

    /**
     * Options of a rehearsal.
     *
     * @param only one identity provider; empty for all
     * @param baseUrl the SCIM base URL to send requests to; empty for the organization's
     * @param token to authenticate with; empty for a new one, which is deleted afterwards
     */
    public record Options(Optional<IdentityProvider> only, Optional<String> baseUrl, Optional<SecretText> token) {
        boolean includes(IdentityProvider provider) {
            return only.isEmpty() || only.get() == provider;
        }
    }

    /**
     * Rehearses, and returns the report. If the thread is interrupted, it removes what it created and returns the steps so far.
     *
     * @param progress receives each step as it ends
     * @throws Refusal CONFLICT if the organization accepts no requests, INVALID if the token is not one of this organization
     */
    public Report run(Organization organization, Options options, Actor actor, Consumer<Report.Step> progress) {
        requireOpen(organization, options);
        Optional<Token.Issued> issued = options.token().isPresent()
                ? Optional.empty()
                : Optional.of(tokens.issue(
                        organization.id(), TokenRequest.named(TOKEN_NAME).goodFor(Lifetime.ofDays(1)), actor));
        try {
            SecretText token = options.token()
                    .orElseGet(() -> issued.map(Token.Issued::secret).orElseThrow());
            String baseUrl = options.baseUrl().orElseGet(() -> baseUrl(organization.slug()));
            return rehearse(organization, options, new Route(baseUrl, token, actor), progress);
        } finally {
            issued.ifPresent(token -> uninterrupted(() -> {
                tokens.discard(organization.id(), token.token().id(), actor);
                return token;
            }));
        }
    }

    /** Does the work on a thread of its own, which the interruption of this one does not disturb. */
    private static <T> T uninterrupted(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work).join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    private record Route(String baseUrl, SecretText token, Actor actor) {}

    private Report rehearse(Organization organization, Options options, Route route, Consumer<Report.Step> progress) {
        ThrowAways made = new ThrowAways(records, organization.id(), random);
        RehearsalClient client = new RehearsalClient(route.baseUrl(), route.token(), made);
        Stage stage = new Stage(client, made, progress);
        Instant started = clock.instant();
        long began = System.nanoTime();
        boolean stopped = false;
        Report.Cleanup cleanup;
        try {
            requireServer(client, route.baseUrl());
            for (Stage.Suite suite : suites(stage, organization, options)) {
                suite.run();
            }
        } catch (InterruptedException toldToEnd) {
            stopped = true;
        } finally {
            cleanup = uninterrupted(() -> made.remove(route.actor()));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        return new Report(organization.slug().value(), route.baseUrl(), started, took, stage.done(), cleanup, stopped);
    }

    private static void requireServer(RehearsalClient client, String baseUrl) throws InterruptedException {
        try {
            ScimRequest call = new ScimRequest("GET", "/ServiceProviderConfig", Optional.empty(), Map.of());
            if (client.send(call).status() == UNAUTHENTICATED) {
                throw Refusal.conflict(
                        "The server at " + baseUrl + " refuses the token: it runs on another database than"
                                + " this command, or is not the organization's. Name its base URL with --url.");
            }
        } catch (NoResponse failure) {
            throw Refusal.conflict("No server answers at " + baseUrl + ". " + failure.getMessage()
                    + " Start the server, or name a base URL that this machine reaches with --url.");
        }
    }

    private List<Stage.Suite> suites(Stage stage, Organization organization, Options options) {
        List<String> assignable = roles.catalogue(organization.id()).values();
        boolean groups = organization.groupsEnabled();
        return Stream.<Optional<Stage.Suite>>of(
                        of(options, IdentityProvider.OKTA, new OktaSuite(stage, roles.attribute(), assignable, groups)),
                        of(options, IdentityProvider.ENTRA, new EntraUserSuite(stage, roles.attribute())),
                        of(options, IdentityProvider.ENTRA, new EntraGroupSuite(stage, groups)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Stage.Suite> of(Options options, IdentityProvider provider, Stage.Suite suite) {
        return Optional.of(suite).filter(any -> options.includes(provider));
    }

    private void requireOpen(Organization organization, Options options) {
        String slug = organization.slug().value();
        if (organization.status() != Organization.Status.ACTIVE) {
            throw Refusal.conflict("The organization '" + slug + "' is "
                    + organization.status().name().toLowerCase(Locale.ROOT)
                    + ", so its server refuses every request. Resume it first: rollcall organization resume " + slug);
        }
        if (!organization.scimEnabled()) {
            throw Refusal.conflict("SCIM provisioning is off for '" + slug
                    + "'. Turn it on first: rollcall organization scim on " + slug);
        }
        options.token().ifPresent(token -> requireOwn(organization, token));
        if (options.token().isEmpty() && !organization.staticTokens()) {
            throw Refusal.conflict("The organization '" + slug
                    + "' refuses static tokens, so the rehearsal cannot create one. Obtain an access token with one of its"
                    + " OAuth clients, and name its file: rollcall rehearse " + slug + " --token-file FILE");
        }
    }

    /** A base URL of this machine serves every organization, and the token tells which. */
    private void requireOwn(Organization organization, SecretText presented) {
        Token token = tokens.find(presented)
                .filter(found -> found.organizationId().equals(organization.id()))
                .filter(tokens::accepts)
                .orElseThrow(() -> Refusal.invalid(
                        "The token is not a valid one of '" + organization.slug() + "'. Give another."));
        if (token.scope() != Token.Scope.READ_WRITE) {
            throw Refusal.invalid("The token is read-only. The rehearsal creates users: give one that may write.");
        }
    }

    /** Returns the base URL. Hosts below localhost are known to browsers and curl, but not to Java. */
    private String baseUrl(Slug slug) {
        return urls.baseDomain().equals(LOCAL) ? urls.ofBase() + urls.path() : urls.of(slug);
    }
}
