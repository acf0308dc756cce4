package io.rollcall.server.oauth;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** OAuth client with its secrets, of which it has none if assertions authenticate it. @param secrets oldest first */
public record ClientWithSecrets(OAuthClient client, List<ClientSecret> secrets) {
    public ClientWithSecrets {
        secrets = List.copyOf(secrets);
    }

    /** Returns the clients, each with its own of the secrets. */
    static List<ClientWithSecrets> join(List<OAuthClient> clients, List<ClientSecret> secrets) {
        Map<Long, List<ClientSecret>> byClient = secrets.stream().collect(Collectors.groupingBy(ClientSecret::client));
        return clients.stream()
                .map(client -> new ClientWithSecrets(client, byClient.getOrDefault(client.id(), List.of())))
                .toList();
    }

    /** Returns whether the client can obtain access tokens. */
    public boolean isUsableAt(Instant now) {
        return client.revoked().isEmpty()
                && (client.trust().isPresent() || validAt(now).findAny().isPresent());
    }

    private Stream<ClientSecret> validAt(Instant now) {
        return secrets.stream().filter(secret -> secret.isValidAt(now));
    }

    /** Returns when its last secret expires, or has expired; empty if assertions authenticate it or it is revoked. */
    public Optional<Instant> expires() {
        return secrets.stream()
                .filter(secret -> secret.revoked().isEmpty())
                .map(ClientSecret::expires)
                .max(Comparator.naturalOrder());
    }

    /** Returns the secrets near expiry, except for those with a newer secret that is in use. */
    public Stream<ClientSecret> nearExpiryAt(Instant now) {
        return client.revoked().isPresent()
                ? Stream.empty()
                : secrets.stream()
                        .filter(secret -> secret.isNearExpiryAt(now))
                        .filter(secret -> !secret.isReplacedAt(now, secrets));
    }

    /** Returns whether a newer secret is valid. */
    public boolean hasNewerThan(ClientSecret secret, Instant now) {
        return validAt(now).anyMatch(other -> other.id() > secret.id());
    }
}
