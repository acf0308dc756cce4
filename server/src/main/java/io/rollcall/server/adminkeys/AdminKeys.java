package io.rollcall.server.adminkeys;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.credentials.CredentialKind;
import io.rollcall.server.credentials.CredentialLifecycle;
import io.rollcall.server.credentials.CredentialUses;
import io.rollcall.server.credentials.LifetimeLimit;
import io.rollcall.server.credentials.StoredCredential;
import io.rollcall.server.credentials.VerifiedCredentials;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The keys that let administrators in: issued, verified, listed, rotated, revoked. */
public final class AdminKeys implements AutoCloseable {
    private final Database database;
    private final Activity activity;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final CredentialLifecycle<AdminKey> lifecycle;
    private final VerifiedCredentials<AdminKey> verified;
    private final CredentialUses<AdminKey> uses;

    public AdminKeys(Database database, Activity activity, Clock clock, AdminKeyConfig config) {
        this.database = database;
        this.activity = activity;
        this.clock = clock;
        this.lifecycle = new CredentialLifecycle<>(config.limit(), clock);
        this.verified = new VerifiedCredentials<>(database, this::load, clock);
        this.uses = new CredentialUses<>(
                database, clock, CredentialKind.ADMIN_KEY, config.rotationGrace(), (tx, key) -> store(tx));
        database.register(AdminKeyMapper.class);
    }

    private AdminKeyStore store(Transaction tx) {
        return new AdminKeyStore(tx, activity);
    }

    /**
     * Makes a key; its text is in the answer and nowhere else.
     *
     * @throws Refusal INVALID if the lifetime is longer than allowed
     */
    public IssuedAdminKey issue(AdminKeyRequest request, Actor actor) {
        Lifetime lifetime = lifecycle.lifetime(request.lifetime());
        AdminKeySecret secret = AdminKeySecret.random(random);
        AdminKey issued = database.write(tx -> {
            AdminKeyStore store = store(tx);
            AdminKey key = store.insert(request, lifetime, secret.text(), actor, clock.instant());
            store.record(ActivityKind.ADMIN_KEY_CREATED, key, actor);
            return key;
        });
        return new IssuedAdminKey(issued, secret);
    }

    /** The valid key with that text, as it was at most a second ago; empty for any other text. */
    public Optional<AdminKey> verify(AdminKeySecret presented) {
        return verified.verify(presented.text());
    }

    private Optional<StoredCredential<AdminKey>> load(byte[] hash) {
        return database.read(tx -> tx.mapper(AdminKeyMapper.class).findByHash(hash))
                .map(AdminKeyRow::toStored);
    }

    /** Notes that the key let its bearer in just now: at most once a minute across all servers; returns at once. */
    public void noteUse(AdminKey key, String address) {
        uses.note(key, address);
    }

    /** Returns how long a new key may be good for. */
    public LifetimeLimit limit() {
        return lifecycle.limit();
    }

    /** How long a replaced key keeps working once its successor has been used. */
    public Duration rotationGrace() {
        return uses.rotationGrace();
    }

    /** All keys, revoked and expired ones too, oldest first. */
    public List<AdminKey> list() {
        return keys(database.read(tx -> tx.mapper(AdminKeyMapper.class).listAll()));
    }

    /** The same of those that are for that organization only. */
    public List<AdminKey> list(OrganizationId organizationId) {
        return keys(database.read(tx -> tx.mapper(AdminKeyMapper.class).list(organizationId)));
    }

    private static List<AdminKey> keys(List<AdminKeyRow> rows) {
        return rows.stream().map(AdminKeyRow::toKey).toList();
    }

    /** @throws Refusal NOT_FOUND where there is no such key */
    public AdminKey get(long id) {
        return database.read(tx -> tx.mapper(AdminKeyMapper.class).find(id))
                .orElseThrow(() -> AdminKeyStore.noSuchKey(id))
                .toKey();
    }

    /**
     * Puts a new key beside one, of the same name and for the same organization. The old one keeps working until the new one
     * has been used and the grace period is over.
     *
     * @param lifetime of the new key; empty for as long as the old one was given
     * @throws Refusal NOT_FOUND if there is no such key, CONFLICT if it does not work any more or was rotated already
     */
    public IssuedAdminKey rotate(long id, Optional<Lifetime> lifetime, Actor actor) {
        AdminKeySecret secret = AdminKeySecret.random(random);
        AdminKey successor = database.write(tx -> lifecycle.rotate(store(tx), id, lifetime, secret.text(), actor));
        return new IssuedAdminKey(successor, secret);
    }

    /**
     * Ends a key's life: at once here, within a second on every other server. If it was to replace another key and had not
     * been used yet, that one goes on as if never rotated.
     *
     * @throws Refusal NOT_FOUND where there is no such key, CONFLICT where it is revoked already
     */
    public void revoke(long id, Actor actor) {
        verified.forget(database.write(tx -> lifecycle.revoke(store(tx), id, actor)));
    }

    /**
     * Removes keys of an organization that is being deleted.
     *
     * @param most how many at once
     * @return how many went
     */
    public int remove(OrganizationId organizationId, int most) {
        return database.write(tx -> tx.mapper(AdminKeyMapper.class).remove(organizationId, most));
    }

    /** Writes the uses that are queued. */
    @Override
    public void close() {
        uses.close();
    }
}
