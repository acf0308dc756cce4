package io.rollcall.server.adminkeys;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.config.Settings;
import io.rollcall.server.credentials.CredentialKind;
import io.rollcall.server.credentials.CredentialStore;
import io.rollcall.server.credentials.CredentialUses;
import io.rollcall.server.credentials.Credentials;
import io.rollcall.server.credentials.LifetimeLimit;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.SecretText;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Service for the keys of the admin API: issue, verify, list, rotate, revoke. */
@Singleton
public final class AdminKeys implements AutoCloseable {
    private final Database database;
    private final Activity activity;
    private final Clock clock;
    private final Credentials<AdminKey> credentials;
    private final CredentialUses<AdminKey> uses;

    @Inject
    public AdminKeys(Database database, Activity activity, Clock clock, Config config) {
        this.database = database;
        this.activity = activity;
        this.clock = clock;
        this.credentials = new Credentials<>(database, config.limit(), clock, this::load);
        this.uses = new CredentialUses<>(
                database, clock, CredentialKind.ADMIN_KEY, config.rotationGrace(), (tx, key) -> store(tx));
        AdminKeyMapper.StoredKey.register(database);
    }

    private AdminKeyStore store(Transaction tx) {
        return new AdminKeyStore(tx, activity);
    }

    /**
     * Issues a key. Only the result has its secret.
     *
     * @throws Refusal INVALID if the lifetime exceeds the limit
     */
    public AdminKey.Issued issue(AdminKey.Request request, Actor actor) {
        Lifetime lifetime = credentials.lifetime(request.lifetime());
        SecretText secret = credentials.newSecret();
        AdminKey issued = database.write(tx -> {
            AdminKeyStore store = store(tx);
            AdminKey key = store.insert(request, lifetime, secret, actor, clock.instant());
            store.record(ActivityKind.ADMIN_KEY_CREATED, key, actor);
            return key;
        });
        return new AdminKey.Issued(issued, secret);
    }

    /** Returns the key with that secret, valid or not, as of at most a second ago; empty if there is none. */
    public Optional<AdminKey> find(SecretText presented) {
        return credentials.find(presented);
    }

    /** Returns whether the key is valid now. */
    public boolean accepts(AdminKey key) {
        return credentials.accepts(key);
    }

    private Optional<CredentialStore.Stored<AdminKey>> load(byte[] hash) {
        return database.read(tx -> tx.mapper(AdminKeyMapper.class).findByHash(hash))
                .map(AdminKeyMapper.StoredKey::toStored);
    }

    /** Records that the key was just used, at most once a minute across all servers; does not wait for the database. */
    public void noteUse(AdminKey key, String address) {
        uses.note(key, address);
    }

    /** Returns the longest lifetime of a new key. */
    public LifetimeLimit limit() {
        return credentials.limit();
    }

    /** Returns how long a rotated key stays valid after its successor is first used. */
    public Duration rotationGrace() {
        return uses.rotationGrace();
    }

    /** Returns all keys, including revoked and expired ones, oldest first. */
    public List<AdminKey> list() {
        return database.read(tx -> tx.mapper(AdminKeyMapper.class).listAll());
    }

    /** Returns the keys for that organization only, oldest first. */
    public List<AdminKey> list(OrganizationId organizationId) {
        return database.read(tx -> tx.mapper(AdminKeyMapper.class).list(organizationId));
    }

    /** Returns a key, or throws NOT_FOUND if there is none with that id. */
    public AdminKey get(long id) {
        return database.read(tx -> tx.mapper(AdminKeyMapper.class).find(id))
                .orElseThrow(() -> AdminKeyStore.noSuchKey(id));
    }

    /**
     * Issues a successor with the same name, for the same organization. The old key stays valid until the successor has been
     * used and the grace period is over.
     *
     * @param lifetime of the successor; empty for the lifetime of the old key
     * @throws Refusal NOT_FOUND if there is no such key, CONFLICT if it is not valid or was rotated already
     */
    public AdminKey.Issued rotate(long id, Optional<Lifetime> lifetime, Actor actor) {
        SecretText secret = credentials.newSecret();
        AdminKey successor = database.write(tx -> credentials.rotate(store(tx), id, lifetime, secret, actor));
        return new AdminKey.Issued(successor, secret);
    }

    /**
     * Revokes a key: at once on this server, within a second on every other. If it is the unused successor of a rotation, that
     * rotation is undone.
     *
     * @throws Refusal NOT_FOUND if there is no such key, CONFLICT if it is revoked already
     */
    public void revoke(long id, Actor actor) {
        credentials.forget(database.write(tx -> credentials.revoke(store(tx), id, actor)));
    }

    /** Removes at most that many keys of an organization that is being deleted. @return their number */
    public int remove(OrganizationId organizationId, int most) {
        return database.write(tx -> tx.mapper(AdminKeyMapper.class).remove(organizationId, most));
    }

    /** Stops recording uses, and writes the queued ones. */
    @Override
    public void close() {
        uses.close();
    }

    /**
     * Settings of all admin keys.
     *
     * @param rotationGrace how long a rotated key stays valid after its successor is first used
     * @param limit the longest lifetime of a new key
     */
    public record Config(Duration rotationGrace, LifetimeLimit limit) {
        private static final int MAX_HOURS = 24 * 365;

        public static Config read(Settings settings) {
            return new Config(
                    Duration.ofHours(settings.integer("admin-keys.rotation-grace-hours", 0, MAX_HOURS)),
                    LifetimeLimit.read(settings, CredentialKind.ADMIN_KEY, "admin-keys.max-days"));
        }
    }
}
