package io.rollcall.server.accessreview;

import io.rollcall.server.administrators.Administrator;
import io.rollcall.server.administrators.Administrators;
import io.rollcall.server.adminkeys.AdminKey;
import io.rollcall.server.adminkeys.AdminKeys;
import io.rollcall.server.credentials.Credential;
import io.rollcall.server.credentials.LifetimeLimit;
import io.rollcall.server.kernel.EnumName;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.oauth.ClientWithSecrets;
import io.rollcall.server.oauth.OAuthClient;
import io.rollcall.server.oauth.OAuthClients;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.tokens.Token;
import io.rollcall.server.tokens.Tokens;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Report of all access to the installation, with findings. */
@Singleton
public final class AccessReview {
    private static final Duration LONG_UNUSED = Duration.ofDays(90);
    private static final Comparator<AccessHolder> ORDER = Comparator.comparing(AccessHolder::kind)
            .thenComparing(access -> access.organization().orElse(""))
            .thenComparing(AccessHolder::id);

    private final Organizations organizations;
    private final Administrators administrators;
    private final AdminKeys keys;
    private final Tokens tokens;
    private final OAuthClients clients;
    private final Clock clock;

    @Inject
    public AccessReview(
            Organizations organizations,
            Administrators administrators,
            AdminKeys keys,
            Tokens tokens,
            OAuthClients clients,
            Clock clock) {
        this.organizations = organizations;
        this.administrators = administrators;
        this.keys = keys;
        this.tokens = tokens;
        this.clients = clients;
        this.clock = clock;
    }

    /** Returns all access to the installation, including ended access, by kind, organization and id. */
    public List<AccessHolder> all() {
        Map<OrganizationId, String> slugs = organizations.list().stream()
                .collect(Collectors.toMap(
                        Organization::id, organization -> organization.slug().value()));
        return list(tokens.listAll(), clients.listAll(), key -> true, id -> Optional.ofNullable(slugs.get(id)));
    }

    /** Returns the access limited to that organization. */
    public List<AccessHolder> of(Organization only) {
        Function<OrganizationId, Optional<String>> slug =
                id -> Optional.of(only.slug().value()).filter(text -> only.id().equals(id));
        return list(
                tokens.list(only.id()),
                clients.listWithSecrets(only.id()),
                organization -> organization.filter(only.id()::equals).isPresent(),
                slug);
    }

    private List<AccessHolder> list(
            List<Token> listed,
            List<ClientWithSecrets> listedClients,
            Predicate<Optional<OrganizationId>> wanted,
            Function<OrganizationId, Optional<String>> slugs) {
        Instant now = clock.instant();
        List<Administrator> people = administrators.list();
        List<AdminKey> allKeys = keys.list();
        Creators creators = Creators.of(people, allKeys, now);
        return Stream.of(
                        people.stream()
                                .filter(person -> wanted.test(person.organization()))
                                .map(person -> of(person, slugs, creators, now)),
                        allKeys.stream()
                                .filter(key -> wanted.test(key.organization()))
                                .map(key -> of(key, slugs, creators, now)),
                        listed.stream().map(token -> of(token, slugs, creators, now)),
                        listedClients.stream().map(client -> of(client, slugs, creators, now)))
                .flatMap(Function.identity())
                .flatMap(Optional::stream)
                .sorted(ORDER)
                .toList();
    }

    /** Returns the access with its organization's slug; empty if the organization no longer exists. */
    private Optional<AccessHolder> of(
            Administrator person, Function<OrganizationId, Optional<String>> slugs, Creators creators, Instant now) {
        Optional<String> slug = person.organization().flatMap(slugs);
        if (slug.isPresent() != person.organization().isPresent()) {
            return Optional.empty();
        }
        List<AccessHolder.Finding> findings = usage(person.lastUse(), now);
        if (person.hasExpiredAt(now) || creators.isGone(person.creator())) {
            findings.add(AccessHolder.Finding.HELD_BY_NOBODY);
        }
        return Optional.of(new AccessHolder(
                AccessHolder.Kind.ADMINISTRATOR,
                person.id(),
                Optional.empty(),
                person.name(),
                slug,
                reach(slug),
                person.creator().name(),
                person.created(),
                person.lastUse(),
                person.oneTimeUntil(),
                person.stateAt(now),
                findings));
    }

    private Optional<AccessHolder> of(
            AdminKey key, Function<OrganizationId, Optional<String>> slugs, Creators creators, Instant now) {
        Optional<String> slug = key.organization().flatMap(slugs);
        return slug.isPresent() == key.organization().isPresent()
                ? Optional.of(of(AccessHolder.Kind.ADMIN_KEY, key, slug, reach(slug), keys.limit(), creators, now))
                : Optional.empty();
    }

    private Optional<AccessHolder> of(
            Token token, Function<OrganizationId, Optional<String>> slugs, Creators creators, Instant now) {
        String scope = EnumName.of(token.scope());
        return slugs.apply(token.organizationId())
                .map(slug ->
                        of(AccessHolder.Kind.TOKEN, token, Optional.of(slug), scope, tokens.limit(), creators, now));
    }

    private static Optional<AccessHolder> of(
            ClientWithSecrets listed,
            Function<OrganizationId, Optional<String>> slugs,
            Creators creators,
            Instant now) {
        OAuthClient client = listed.client();
        String state = client.revoked().isPresent() ? "revoked" : listed.isUsableAt(now) ? "valid" : "expired";
        return slugs.apply(client.organizationId())
                .map(slug -> new AccessHolder(
                        AccessHolder.Kind.OAUTH_CLIENT,
                        client.id(),
                        Optional.of(client.clientId()),
                        client.name(),
                        Optional.of(slug),
                        EnumName.of(client.scope()),
                        client.creator().name(),
                        client.created(),
                        client.lastUse(),
                        listed.expires(),
                        state,
                        listed.isUsableAt(now) ? findings(listed, creators, now) : List.of()));
    }

    private static List<AccessHolder.Finding> findings(ClientWithSecrets listed, Creators creators, Instant now) {
        List<AccessHolder.Finding> findings = usage(listed.client().lastUse(), now);
        listed.expires()
                .filter(end -> !end.isAfter(now.plus(Credential.NEAR_EXPIRY)))
                .ifPresent(soon -> findings.add(AccessHolder.Finding.EXPIRES_SOON));
        if (creators.isGone(listed.client().creator())) {
            findings.add(AccessHolder.Finding.HELD_BY_NOBODY);
        }
        return findings;
    }

    private static String reach(Optional<String> slug) {
        return slug.isPresent() ? "organization" : "all-organizations";
    }

    private static AccessHolder of(
            AccessHolder.Kind kind,
            Credential credential,
            Optional<String> slug,
            String scope,
            LifetimeLimit limit,
            Creators creators,
            Instant now) {
        return new AccessHolder(
                kind,
                credential.id(),
                Optional.empty(),
                credential.name(),
                slug,
                scope,
                credential.creator().name(),
                credential.created(),
                credential.lastUse(),
                credential.expires(),
                credential.stateAt(now).name().toLowerCase(Locale.ROOT),
                credential.isValidAt(now) ? findings(credential, limit, creators, now) : List.of());
    }

    private static List<AccessHolder.Finding> findings(
            Credential credential, LifetimeLimit limit, Creators creators, Instant now) {
        List<AccessHolder.Finding> findings = usage(credential.lastUse(), now);
        credential
                .expires()
                .ifPresentOrElse(
                        end -> {
                            if (!end.isAfter(now.plus(Credential.NEAR_EXPIRY))) {
                                findings.add(AccessHolder.Finding.EXPIRES_SOON);
                            }
                        },
                        () -> findings.add(AccessHolder.Finding.NO_EXPIRY));
        if (creators.isGone(credential.creator())) {
            findings.add(AccessHolder.Finding.HELD_BY_NOBODY);
        }
        if (!limit.allows(credential.created(), credential.expires())) {
            findings.add(AccessHolder.Finding.LONGER_THAN_ALLOWED);
        }
        return findings;
    }

    private static List<AccessHolder.Finding> usage(Optional<Credential.LastUse> lastUse, Instant now) {
        List<AccessHolder.Finding> findings = new ArrayList<>();
        if (lastUse.isEmpty()) {
            findings.add(AccessHolder.Finding.NEVER_USED);
        } else if (!lastUse.get().at().isAfter(now.minus(LONG_UNUSED))) {
            findings.add(AccessHolder.Finding.UNUSED);
        }
        return findings;
    }
}
