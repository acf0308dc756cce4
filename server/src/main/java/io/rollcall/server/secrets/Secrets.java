package io.rollcall.server.secrets;

import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.AuditEvent;
import io.rollcall.server.audit.AuditKind;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.ReadThroughCache;
import io.rollcall.server.database.Row;
import io.rollcall.server.kernel.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Random keys shared by all servers of an installation. Each is created by the first server that needs it, and rotated. */
@Singleton
public final class Secrets {
    private static final String ALGORITHM = "HmacSHA256";

    /** The name of the keys that encrypt cursors. */
    public static final String CURSORS = "scim.cursors";

    /** The name of the keys that encrypt cookies of the Admin Console. */
    public static final String COOKIES = "console.cookies";

    /** The name of the keys that encrypt the private parts of the keys that sign security event tokens. */
    public static final String SIGNING = "events.signing";

    /** The names of all keys that an operator can list and rotate. */
    public static final List<String> NAMES = List.of(COOKIES, CURSORS, SIGNING);

    /** Time during which cookies of a replaced key stay readable, the maximum age of the Admin Console's cookies. */
    private static final Duration COOKIE_OVERLAP = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(Secrets.class);
    private static final int BYTES = 32;
    private static final int FIRST = 1;

    /** Time during which a server may use a key that another one has replaced. */
    private static final Duration CACHE_TTL = Duration.ofSeconds(5);

    /** Time for which expired keys are kept, for servers whose clock is behind. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final Database database;
    private final Audit audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final ReadThroughCache<String, SharedKeys> cache;

    @Inject
    public Secrets(Database database, Audit audit, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
        this.cache = database.copies(CACHE_TTL, name -> Optional.of(load(name)));
        database.register(SecretMapper.class);
        database.register(SharedKey.class, Secrets::read);
    }

    /** Returns the keys of that name, as they were at most 5 seconds ago; there is always one. */
    public SharedKeys keys(String name) {
        return cache.get(name).orElseThrow();
    }

    /** Returns the keys of that name as they are now. */
    public SharedKeys reload(String name) {
        cache.invalidate(name);
        return keys(name);
    }

    /** Loads the keys. If several servers create the first key at once, all use the one that was stored first. */
    private SharedKeys load(String name) {
        SharedKeys found = stored(name);
        if (!found.all().isEmpty()) {
            return found;
        }
        insert(name, FIRST, Optional.empty());
        return stored(name);
    }

    private SharedKeys stored(String name) {
        return new SharedKeys(database.read(tx -> tx.mapper(SecretMapper.class).list(name)));
    }

    private static SharedKey read(Row row) {
        return new SharedKey(row.number(1), new SecretKeySpec(row.bytes(2), ALGORITHM), row.optionalInstant(3));
    }

    /**
     * Inserts a new key.
     *
     * @param rotatedBy the actor of a rotation, which is audited; empty for the first key
     * @return whether no other server was faster with a key of that number
     */
    private boolean insert(String name, int id, Optional<Actor> rotatedBy) {
        byte[] value = new byte[BYTES];
        random.nextBytes(value);
        Instant now = now();
        return database.write(tx -> {
            boolean inserted = tx.mapper(SecretMapper.class).insertIfAbsent(name, id, value, now) > 0;
            rotatedBy
                    .filter(actor -> inserted)
                    .ifPresent(actor -> audit.record(
                            tx,
                            AuditEvent.of(AuditKind.SHARED_KEY_ROTATED, actor, name)
                                    .with("{\"key\":" + id + "}")));
            return inserted;
        });
    }

    /**
     * Replaces the current key by a new one. This server uses it at once, others within 5 seconds. If two servers rotate at the
     * same time, there is one new key.
     *
     * @return the new current key
     */
    public SharedKey rotate(String name, Actor actor) {
        return replace(name, reload(name).current(), actor);
    }

    private SharedKey replace(String name, SharedKey current, Actor actor) {
        boolean mine = insert(name, current.id() + 1, Optional.of(actor));
        SharedKey successor = reload(name).current();
        if (mine) {
            LOG.info("Rotated the key {} by {}: number {} is in use now", name, actor.kind(), successor.id());
        }
        return successor;
    }

    /**
     * Rotates the key if it is older than that, and deletes keys that are no longer accepted.
     *
     * @param overlap time during which a replaced key is still accepted
     * @return the new key, or empty if it is not due
     */
    public Optional<SharedKey> rotateIfOlder(String name, Duration age, Duration overlap) {
        List<SharedKey> stored = stored(name).all();
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        SharedKey current = stored.get(stored.size() - 1);
        prune(name, new SharedKeys(stored), overlap.plus(KEPT));
        if (current.created().isEmpty()) {
            Instant now = now();
            database.write(tx -> {
                tx.mapper(SecretMapper.class).date(name, now);
                return name;
            });
            return Optional.empty();
        }
        boolean due = !clock.instant().isBefore(current.created().orElseThrow().plus(age));
        return due ? Optional.of(replace(name, current, Actor.system())) : Optional.empty();
    }

    /** Rotates the keys of the Admin Console's cookies if they are older than that. */
    public void rotateCookiesIfOlder(Duration age) {
        rotateIfOlder(COOKIES, age, COOKIE_OVERLAP);
    }

    /** Returns the keys of that name, as they are now; empty if no server has needed one yet. */
    public Optional<SharedKeys> find(String name) {
        return Optional.of(stored(name)).filter(keys -> !keys.all().isEmpty());
    }

    private void prune(String name, SharedKeys keys, Duration overlap) {
        List<SharedKey> accepted = keys.accepted(clock.instant(), overlap);
        keys.all().stream()
                .filter(key -> !accepted.contains(key))
                .forEach(key -> database.write(tx -> {
                    tx.mapper(SecretMapper.class).delete(name, key.id());
                    return key;
                }));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
