package io.rollcall.server.credentials;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.DaemonThreads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recorder of the last use of each credential, at most once a minute across all servers and on its own thread, so requests do not
 * wait. The first use of a successor sets the expiry of the credentials that it replaces.
 */
public final class CredentialUses<C extends Credential> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CredentialUses.class);
    private static final Duration MIN_INTERVAL = Duration.ofMinutes(1);
    private static final int MAX_QUEUED = 1_000;
    private static final int MAX_REMEMBERED = 10_000;
    private static final int GRACE_SECONDS = 5;

    private final Database database;
    private final Clock clock;
    private final CredentialKind kind;
    private final Duration rotationGrace;
    private final BiFunction<Transaction, C, CredentialStore<C>> stores;

    /** The latest use of each credential that this server has recorded or queued. */
    private final ConcurrentMap<Long, Instant> noted = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .<Long, Instant>build()
            .asMap();

    private final ThreadPoolExecutor writer;

    /**
     * @param rotationGrace how long a replaced credential stays valid after its successor is first used
     * @param stores the store of a credential within a transaction
     */
    public CredentialUses(
            Database database,
            Clock clock,
            CredentialKind kind,
            Duration rotationGrace,
            BiFunction<Transaction, C, CredentialStore<C>> stores) {
        this.database = database;
        this.clock = clock;
        this.kind = kind;
        this.rotationGrace = rotationGrace;
        this.stores = stores;
        this.writer = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_QUEUED),
                new DaemonThreads(kind.noun() + "-uses"));
    }

    /** Returns how long a replaced credential stays valid after its successor is first used. */
    public Duration rotationGrace() {
        return rotationGrace;
    }

    /** Records that the credential was just used; does not wait for the database. */
    public void note(C used, String address) {
        Instant now = clock.instant();
        boolean fresh = used.lastUse().filter(use -> isFresh(use.at(), now)).isPresent();
        if (fresh || !claim(used.id(), now)) {
            return;
        }
        Credential.LastUse use = new Credential.LastUse(now, address);
        try {
            writer.execute(() -> write(used, use));
        } catch (RejectedExecutionException full) {
            noted.remove(used.id());
        }
    }

    /** Returns whether this request is the one that records the use in this minute. */
    private boolean claim(long id, Instant now) {
        Instant previous = noted.get(id);
        if (previous == null) {
            return noted.putIfAbsent(id, now) == null;
        }
        return !isFresh(previous, now) && noted.replace(id, previous, now);
    }

    private static boolean isFresh(Instant use, Instant now) {
        // A use in the future was recorded by a wrong clock and is ignored.
        return now.isBefore(use.plus(MIN_INTERVAL)) && !use.isAfter(now.plus(MIN_INTERVAL));
    }

    private void write(C used, Credential.LastUse use) {
        try {
            database.write(tx -> write(stores.apply(tx, used), used, use));
        } catch (RuntimeException failure) {
            noted.remove(used.id());
            LOG.warn(
                    "Cannot record the use of the {} {}; the next use is tried again", kind.noun(), used.id(), failure);
        }
    }

    private boolean write(CredentialStore<C> store, C used, Credential.LastUse use) {
        if (!store.use(used, use, use.at().minus(MIN_INTERVAL))) {
            return false;
        }
        Instant retires = use.at().plus(rotationGrace);
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

    /** Stops recording uses, and writes the queued ones. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn(
                        "{} uses of {}s were not recorded in time",
                        writer.getQueue().size(),
                        kind.noun());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
