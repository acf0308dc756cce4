package io.rollcall.server.credentials;

import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.ReadThroughCache;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.SecretText;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Service for the credentials of one kind: new secrets, verification with a cache of one second, rotation and revocation.
 * Methods that change a credential work within the transaction of the {@link CredentialStore} that they take.
 */
public final class Credentials<C extends Credential> {
    /** Maximum time for which other servers still accept a revoked credential. */
    private static final Duration CACHE_TTL = Duration.ofSeconds(1);

    private final CredentialKind kind;
    private final LifetimeLimit limit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final ReadThroughCache<ByteBuffer, CredentialStore.Stored<C>> cache;

    /** @param load finds a credential in the database by the hash of its secret */
    public Credentials(
            Database database,
            LifetimeLimit limit,
            Clock clock,
            Function<byte[], Optional<CredentialStore.Stored<C>>> load) {
        this.kind = limit.kind();
        this.limit = limit;
        this.clock = clock;
        this.cache = database.copies(CACHE_TTL, hash -> load.apply(hash.array()));
    }

    /** Registers metrics of the cache's hits and misses. */
    public void measure(MeterRegistry meters, String name) {
        cache.measure(meters, name);
    }

    /** Returns the longest lifetime of a new credential. */
    public LifetimeLimit limit() {
        return limit;
    }

    /** Returns a new random secret with the prefix of this kind. */
    public SecretText newSecret() {
        return SecretText.random(kind.prefix(), random);
    }

    /** Returns the lifetime of a new credential, or throws INVALID if the requested one exceeds the limit. */
    public Lifetime lifetime(Optional<Lifetime> requested) {
        Instant now = clock.instant();
        return limit.require(requested.orElseGet(() -> limit.standard(now)), now);
    }

    /** Returns the valid credential with that secret, as of at most a second ago; empty for any other secret. */
    public Optional<C> verify(SecretText presented) {
        return find(presented).filter(this::accepts);
    }

    /** Returns the credential with that secret, valid or not, as of at most a second ago; empty if there is none. */
    public Optional<C> find(SecretText presented) {
        byte[] hash = presented.hash();
        return cache.get(ByteBuffer.wrap(hash))
                .filter(stored -> MessageDigest.isEqual(stored.hash(), hash))
                .map(CredentialStore.Stored::credential);
    }

    /** Returns whether the credential is valid now. */
    public boolean accepts(C credential) {
        return credential.isValidAt(clock.instant());
    }

    /** Makes the next verification of the credential read the database. */
    public void forget(CredentialStore.Stored<C> stored) {
        forgetHash(stored.hash());
    }

    /** Makes the next verification of the credential with that hash read the database. */
    public void forgetHash(byte[] hash) {
        cache.invalidate(ByteBuffer.wrap(hash));
    }

    /**
     * Adds a successor to a credential, which stays valid until the successor has been used and the grace period is over.
     *
     * @param lifetime of the successor; empty for the lifetime of the old credential
     * @throws Refusal NOT_FOUND if there is no such credential, CONFLICT if it is not valid or was rotated already, INVALID if
     *     the lifetime exceeds the limit
     */
    public C rotate(CredentialStore<C> store, long id, Optional<Lifetime> lifetime, SecretText secret, Actor actor) {
        C old = store.lock(id).credential();
        Instant now = clock.instant();
        requireRotatable(old, now);
        C successor = store.insertSuccessor(
                old,
                limit.require(lifetime.orElseGet(() -> Lifetime.between(old.created(), old.expires())), now),
                secret,
                actor,
                now);
        store.replace(old, successor.id());
        store.recordChange(kind.rotated(), old, actor, json(old.id()), json(successor.id()));
        return successor;
    }

    private void requireRotatable(C old, Instant now) {
        Credential.State state = old.stateAt(now);
        if (state == Credential.State.REPLACED) {
            throw Refusal.conflict(
                    "The %1$s %2$d was rotated already: the %1$s %3$d takes its place. If the text of that one is lost,"
                                    .formatted(
                                            kind.noun(),
                                            old.id(),
                                            old.replacedBy().orElseThrow())
                            + " rotate that one, or revoke it and rotate this one again.");
        }
        if (!state.letsIn()) {
            throw Refusal.conflict("The %1$s %2$d is no longer valid, so it cannot be rotated. %3$s a new %1$s instead."
                    .formatted(kind.noun(), old.id(), kind.creation()));
        }
    }

    /**
     * Revokes a credential. If it is the successor of a rotation and was never used, that rotation is undone.
     *
     * @throws Refusal NOT_FOUND if there is no such credential, CONFLICT if it is revoked already
     */
    public CredentialStore.Stored<C> revoke(CredentialStore<C> store, long id, Actor actor) {
        CredentialStore.Stored<C> stored = store.lock(id);
        C credential = stored.credential();
        if (credential.revoked().isPresent()) {
            throw Refusal.conflict("The " + kind.noun() + " " + id + " is revoked already.");
        }
        store.revoke(credential, clock.instant());
        store.undoReplacement(credential);
        store.record(kind.revoked(), credential, actor);
        return stored;
    }

    private String json(long id) {
        return "{\"%s\":%d}".formatted(kind.noun(), id);
    }
}
