package io.rollcall.server.oauth;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.RefusedRequest;
import io.rollcall.server.credentials.Credential;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.DuplicateKey;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.SecretText;
import io.rollcall.server.oauth.AssertionVerifier.VerifiedAssertion;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.tokens.AccessTokens;
import io.rollcall.server.tokens.Token;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Service that exchanges the authentication of a client for an access token (RFC 6749 section 4.4). */
@Singleton
public final class TokenGrants {
    private static final Duration USE_INTERVAL = Duration.ofMinutes(1);
    private static final String LINE = "POST /oauth/token";
    private static final Predicate<String> CLIENT_ID =
            Pattern.compile("[0-9a-f]{32}").asMatchPredicate();

    private final Database database;
    private final Organizations organizations;
    private final ClientSecrets secrets;
    private final AccessTokens tokens;
    private final AssertionVerifier assertions;
    private final Activity activity;
    private final Clock clock;
    private final OAuthConfig config;

    @Inject
    public TokenGrants(
            Database database,
            Organizations organizations,
            ClientSecrets secrets,
            AccessTokens tokens,
            KeySets keySets,
            Activity activity,
            Clock clock,
            OAuthConfig config) {
        this.database = database;
        this.organizations = organizations;
        this.secrets = secrets;
        this.tokens = tokens;
        this.assertions = new AssertionVerifier(keySets, clock, config.maxAssertionAge());
        this.activity = activity;
        this.clock = clock;
        this.config = config;
        database.register(ClientMapper.class);
        database.register(OAuthClient.class, OAuthClient::read);
        database.register(AssertionMapper.class);
    }

    /** Authentication that a client presented to the token endpoint. */
    public sealed interface ClientAuthentication {
        /** Secret, in the Authorization header or in the form (RFC 6749 section 2.3.1). */
        record OfSecret(String clientId, SecretText secret) implements ClientAuthentication {}

        /**
         * JWT of the client or of an identity provider (RFC 7523 section 2.2).
         *
         * @param clientId from the form; empty if the assertion alone names the client
         */
        record OfAssertion(Optional<String> clientId, SecretText assertion) implements ClientAuthentication {}

        /** Returns the id of the client, which need not exist; empty if the request names none. */
        private Optional<String> client() {
            if (this instanceof OfSecret secret) {
                return Optional.of(secret.clientId());
            }
            OfAssertion presented = (OfAssertion) this;
            return presented
                    .clientId()
                    .or(() -> AssertionVerifier.subject(presented.assertion().reveal()));
        }
    }

    /**
     * Request for an access token.
     *
     * @param scope the requested access; empty for all that the client may have
     * @param host whether the called host is the organization's
     * @param audiences the names of this token endpoint that an assertion may have as its audience, by organization
     * @param admission called once the client is authenticated; counts the request, and may refuse it
     * @param sender the unauthenticated client, with its address
     */
    public record Request(
            ClientAuthentication authentication,
            Optional<Token.Scope> scope,
            Predicate<Organization> host,
            Function<Organization, Set<String>> audiences,
            Consumer<OrganizationId> admission,
            Actor sender) {}

    /** Granted token. */
    public record Grant(Token token, SecretText secret, Duration lifetime) {}

    /** Client that a request names, with the sender under the client's name. */
    private record NamedClient(OAuthClient client, Organization organization, Actor actor) {}

    /** Proof that a client gave. @param secret the id of its secret, if it was one @param assertion if it was one */
    private record Proof(Optional<Long> secret, Optional<VerifiedAssertion> assertion) {}

    /**
     * Grants an access token.
     *
     * @throws Refusal UNAUTHENTICATED if the client is unknown or its authentication wrong, FORBIDDEN if its organization is
     *     suspended, INVALID about "scope" if the client may not have the requested scope, BUSY if the keys of its assertion
     *     cannot be fetched
     */
    public Grant grant(Request request) {
        NamedClient named = find(request);
        try {
            return grant(request, named);
        } catch (Refusal refusal) {
            organizations
                    .find(named.organization().id())
                    .ifPresent(present -> activity.recordRefused(
                            present.id(),
                            RefusedRequest.of(LINE, refusal.reason().status(), refusal.getMessage(), named.actor())));
            throw refusal;
        }
    }

    private NamedClient find(Request request) {
        OAuthClient client = request.authentication()
                .client()
                .filter(CLIENT_ID)
                .flatMap(id -> database.read(tx -> tx.mapper(ClientMapper.class).findByClientId(id)))
                .orElseThrow(TokenGrants::unknown);
        Organization organization = organizations
                .find(client.organizationId())
                .filter(request.host())
                .orElseThrow(TokenGrants::unknown);
        Actor sender = request.sender();
        return new NamedClient(
                client,
                organization,
                new Actor(Actor.Kind.TOKEN, client.name(), sender.address(), sender.userAgent(), sender.requestId()));
    }

    private Grant grant(Request request, NamedClient named) {
        OAuthClient client = named.client();
        if (client.revoked().isPresent()) {
            throw Refusal.unauthenticated("The client is revoked. Create another one in the Admin Console.");
        }
        Proof proof = prove(request, named);
        request.admission().accept(client.organizationId());
        Token.Scope scope = granted(request.scope(), client);
        SecretText secret = tokens.newSecret();
        Token token;
        try {
            token = database.write(tx -> issue(tx, named, proof, scope, secret));
        } catch (DuplicateKey replayed) {
            throw Refusal.unauthenticated(
                    "The assertion was used before. Send a new one for each request, with another jti.");
        }
        return new Grant(token, secret, config.tokenLifetime());
    }

    private Proof prove(Request request, NamedClient named) {
        OAuthClient client = named.client();
        if (request.authentication() instanceof ClientAuthentication.OfSecret presented
                && client.method() == OAuthClient.Method.SECRET) {
            return database.read(tx -> secrets.verify(tx, client, presented.secret()))
                    .map(secret -> new Proof(Optional.of(secret.id()), Optional.empty()))
                    .orElseThrow(() -> Refusal.unauthenticated(
                            "The client secret is mistyped, expired or revoked. Add a new one in the Admin Console."));
        }
        if (request.authentication() instanceof ClientAuthentication.OfAssertion presented
                && client.trust().isPresent()) {
            VerifiedAssertion verified = assertions.verify(
                    presented.assertion().reveal(),
                    client,
                    client.trust().get(),
                    request.audiences().apply(named.organization()));
            return new Proof(Optional.empty(), Optional.of(verified));
        }
        throw Refusal.unauthenticated("The client does not authenticate in this way.");
    }

    private static Token.Scope granted(Optional<Token.Scope> wanted, OAuthClient client) {
        Token.Scope scope = wanted.orElse(client.scope());
        if (scope == Token.Scope.READ_WRITE && client.scope() == Token.Scope.READ_ONLY) {
            throw Refusal.invalid("The client is read-only: request the scope scim.read, or none.")
                    .about("scope");
        }
        return scope;
    }

    /** The lock makes a concurrent revocation wait, or this grant see it. */
    private Token issue(Transaction tx, NamedClient named, Proof proof, Token.Scope scope, SecretText secret) {
        OAuthClient client = named.client();
        OrganizationId organization = client.organizationId();
        ClientMapper clients = tx.mapper(ClientMapper.class);
        clients.lock(organization, client.id())
                .filter(locked -> locked.revoked().isEmpty())
                .orElseThrow(TokenGrants::unknown);
        requireActive(organizations.find(tx, organization).orElseThrow(TokenGrants::unknown));
        Instant now = clock.instant();
        Credential.LastUse use = new Credential.LastUse(now, named.actor().address());
        Instant unlessAfter = now.minus(USE_INTERVAL);
        proof.secret().ifPresent(id -> {
            ClientSecretMapper mapper = tx.mapper(ClientSecretMapper.class);
            boolean valid = mapper.list(organization, client.id()).stream()
                    .map(ClientSecretMapper.StoredSecret::secret)
                    .anyMatch(one -> one.id() == id && one.isValidAt(now));
            if (!valid) {
                throw unknown();
            }
            mapper.use(organization, id, use, unlessAfter);
        });
        proof.assertion().ifPresent(assertion -> assertion.id().ifPresent(jti -> tx.mapper(AssertionMapper.class)
                .insert(organization, client.id(), jti, assertion.expires())));
        clients.use(organization, client.id(), use, unlessAfter);
        Token token = tokens.issue(
                tx,
                organization,
                new AccessTokens.Order(
                        client.name(),
                        scope,
                        new AccessTokens.Source(client.id(), proof.secret()),
                        config.tokenLifetime(),
                        config.maxTokens()),
                secret,
                named.actor());
        activity.record(tx, organization, ActivityKind.ACCESS_TOKEN_ISSUED, client.name(), named.actor());
        return token;
    }

    /** Requires the current state: it may have changed while the keys of an assertion were fetched. */
    private static void requireActive(Organization organization) {
        if (organization.status() == Organization.Status.SUSPENDED) {
            throw Refusal.forbidden("This organization is suspended, until the service's operator resumes it.");
        }
        if (organization.status() == Organization.Status.DELETING) {
            throw Refusal.forbidden("This organization is being deleted.");
        }
    }

    private static Refusal unknown() {
        return Refusal.unauthenticated("The client is unknown at this address, or its authentication is wrong.");
    }
}
