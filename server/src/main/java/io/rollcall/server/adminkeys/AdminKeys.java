package io.rollcall.server.adminkeys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys that let administrators in: issued, verified, listed, revoked. What happens to a key of all is in the server's log. */
public final class AdminKeys {
    private static final Logger LOG = LoggerFactory.getLogger(AdminKeys.class);

    /** How long another node may still accept a key that this one revoked. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private static final Duration USES_APART = Duration.ofMinutes(1);
    private static final int LONGEST_ADDRESS = 45;

    private final Database database;
    private final Activity activity;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Cache<ByteBuffer, AdminKeyRow> known =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(FRESH).build();

    public AdminKeys(Database database, Activity activity, Clock clock) {
        this.database = database;
        this.activity = activity;
        this.clock = clock;
        database.register(AdminKeyMapper.class);
    }

    /** Makes a key; its text is in the answer and nowhere else. */
    public IssuedAdminKey issue(AdminKeyRequest request, Actor actor) {
        AdminKeySecret secret = AdminKeySecret.random(random);
        AdminKey issued = database.write(tx -> {
            AdminKeyMapper mapper = tx.mapper(AdminKeyMapper.class);
            mapper.insert(NewAdminKey.of(request, secret, actor, clock.instant()));
            AdminKey key = mapper.findByHash(secret.hash()).orElseThrow().toKey();
            note(tx, ActivityKind.ADMIN_KEY_CREATED, key, actor);
            return key;
        });
        logOperators("made", issued, actor);
        return new IssuedAdminKey(issued, secret);
    }

    /** The valid key with that text, as it was at most a second ago; empty for any other text. */
    public Optional<AdminKey> verify(AdminKeySecret presented) {
        byte[] hash = presented.hash();
        return Optional.ofNullable(known.get(ByteBuffer.wrap(hash), key -> load(hash)))
                .filter(row -> MessageDigest.isEqual(row.hash(), hash))
                .map(AdminKeyRow::toKey)
                .filter(key -> key.stateAt(clock.instant()) == AdminKeyState.VALID);
    }

    private AdminKeyRow load(byte[] hash) {
        return database.read(tx -> tx.mapper(AdminKeyMapper.class).findByHash(hash))
                .orElse(null);
    }

    /** Notes that the key let its bearer in just now: at most once a minute, whichever server it is used on. */
    public void noteUse(AdminKey key, String address) {
        Instant now = clock.instant();
        Instant unlessAfter = now.minus(USES_APART);
        if (key.lastUsed().filter(unlessAfter::isBefore).isPresent()) {
            return;
        }
        String shown = address.substring(0, Math.min(address.length(), LONGEST_ADDRESS));
        database.write(tx -> tx.mapper(AdminKeyMapper.class).use(key.id(), now, shown, unlessAfter));
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
                .orElseThrow(() -> noSuchKey(id))
                .toKey();
    }

    /**
     * Ends a key's life: at once here, within a second on every other node.
     *
     * @throws Refusal NOT_FOUND where there is no such key, CONFLICT where it is revoked already
     */
    public void revoke(long id, Actor actor) {
        AdminKeyRow revoked = database.write(tx -> revoke(tx, id, actor));
        known.invalidate(ByteBuffer.wrap(revoked.hash()));
        logOperators("revoked", revoked.toKey(), actor);
    }

    private AdminKeyRow revoke(Transaction tx, long id, Actor actor) {
        AdminKeyMapper mapper = tx.mapper(AdminKeyMapper.class);
        AdminKeyRow row = mapper.lock(id).orElseThrow(() -> noSuchKey(id));
        if (row.revoked() != null) {
            throw Refusal.conflict("The key " + id + " is revoked already.");
        }
        mapper.revoke(id, clock.instant());
        note(tx, ActivityKind.ADMIN_KEY_REVOKED, row.toKey(), actor);
        return row;
    }

    private void note(Transaction tx, ActivityKind kind, AdminKey key, Actor actor) {
        key.organization().ifPresent(organization -> activity.record(tx, organization, kind, key.name(), actor));
    }

    /** No organization's activity has a place for it. */
    private static void logOperators(String what, AdminKey key, Actor actor) {
        if (key.organization().isEmpty()) {
            LOG.info("{} {} the admin key {} for all organizations", actor.kind(), what, key.id());
        }
    }

    private static Refusal noSuchKey(long id) {
        return Refusal.notFound("There is no admin key " + id + ".");
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
}
