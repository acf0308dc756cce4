package io.rollcall.server.credentials;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.SecretText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Rotation and revocation, which are the same for every kind of credential. Each method works within the transaction of
 * the store that it is given.
 */
public final class CredentialLifecycle<C extends Credential> {
    private final CredentialKind kind;
    private final LifetimeLimit limit;
    private final Clock clock;

    public CredentialLifecycle(LifetimeLimit limit, Clock clock) {
        this.kind = limit.kind();
        this.limit = limit;
        this.clock = clock;
    }

    /** Returns the longest lifetime that a new credential may be given. */
    public LifetimeLimit limit() {
        return limit;
    }

    /** Returns the lifetime of a new credential, or throws INVALID if the wanted one is longer than allowed. */
    public Lifetime lifetime(Optional<Lifetime> wanted) {
        Instant now = clock.instant();
        return limit.require(wanted.orElseGet(() -> limit.standard(now)), now);
    }

    /**
     * Puts a successor beside a credential, which keeps working until the successor has been used and the grace period is over.
     *
     * @param lifetime of the successor; empty for as long as the old one was given
     * @throws Refusal NOT_FOUND if there is no such credential, CONFLICT if it does not work or was rotated already, INVALID if
     *     the lifetime is longer than allowed
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
        CredentialState state = old.stateAt(now);
        if (state == CredentialState.REPLACED) {
            throw Refusal.conflict(
                    "The %1$s %2$d was rotated already: the %1$s %3$d takes its place. If the text of that one"
                                    .formatted(
                                            kind.noun(),
                                            old.id(),
                                            old.replacedBy().orElseThrow())
                            + " is lost, rotate that one, or revoke it and rotate this one again.");
        }
        if (!state.letsIn()) {
            throw Refusal.conflict(
                    "The %1$s %2$d does not work any more, so it cannot be rotated. %3$s a new %1$s instead."
                            .formatted(kind.noun(), old.id(), kind.creation()));
        }
    }

    /**
     * Ends a credential's life. If it was to replace another one and had not been used yet, that one goes on as if never
     * rotated.
     *
     * @throws Refusal NOT_FOUND if there is no such credential, CONFLICT if it is revoked already
     */
    public StoredCredential<C> revoke(CredentialStore<C> store, long id, Actor actor) {
        StoredCredential<C> stored = store.lock(id);
        C credential = stored.credential();
        if (credential.revoked().isPresent()) {
            throw Refusal.conflict("The " + kind.noun() + " " + id + " is revoked already.");
        }
        store.revoke(credential, clock.instant());
        store.undoReplacement(credential);
        store.record(kind.revoked(), credential, actor);
        return stored;
    }

    /** Notes a use, unless another server has noted one since, and sets the end of the credentials that this one replaces. */
    static <C extends Credential> boolean use(
            CredentialKind kind, CredentialStore<C> store, C used, LastUse use, Instant unlessAfter, Duration grace) {
        if (!store.use(used, use, unlessAfter)) {
            return false;
        }
        Instant retires = use.at().plus(grace);
        for (C replaced : store.listReplaced(used)) {
            store.recordChange(
                    kind.superseded(),
                    replaced,
                    Actor.system(),
                    "{}",
                    "{\"%s\":%d,\"retires\":\"%s\"}".formatted(kind.noun(), replaced.id(), retires));
        }
        store.retire(used, retires);
        return true;
    }

    private String json(long id) {
        return "{\"%s\":%d}".formatted(kind.noun(), id);
    }
}
