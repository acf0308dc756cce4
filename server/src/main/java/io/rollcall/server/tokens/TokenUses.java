package io.rollcall.server.tokens;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes when and from where tokens are used: at most once a minute each, whichever server they are used on, and never in
 * the request's way. The first use of a token that replaces another sets the end of that other.
 */
public final class TokenUses implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TokenUses.class);
    private static final Duration APART = Duration.ofMinutes(1);
    private static final int LONGEST_QUEUE = 1_000;
    private static final int GRACE_SECONDS = 5;
    private static final int LONGEST_ADDRESS = 45;

    private final Database database;
    private final Activity activity;
    private final Clock clock;
    private final Duration rotationGrace;
    /** What this server has noted, or is about to, of each token. */
    private final ConcurrentMap<Long, Instant> noted =
            Caffeine.newBuilder().maximumSize(10_000).<Long, Instant>build().asMap();

    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(LONGEST_QUEUE), TokenUses::thread);

    public TokenUses(Database database, Activity activity, Clock clock, TokenConfig config) {
        this.database = database;
        this.activity = activity;
        this.clock = clock;
        this.rotationGrace = config.rotationGrace();
        database.register(TokenMapper.class);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "token-uses");
        thread.setDaemon(true);
        return thread;
    }

    /** How long a replaced token still works once the new one has been used. */
    public Duration rotationGrace() {
        return rotationGrace;
    }

    /** Notes that the token let its bearer in just now; returns at once. */
    public void note(Token token, String address) {
        Instant now = clock.instant();
        boolean fresh = token.lastUse().filter(use -> isFresh(use.at(), now)).isPresent();
        if (fresh || !claim(token.id(), now)) {
            return;
        }
        LastUse use = new LastUse(now, address.substring(0, Math.min(address.length(), LONGEST_ADDRESS)));
        try {
            writer.execute(() -> write(token, use));
        } catch (RejectedExecutionException full) {
            noted.remove(token.id());
        }
    }

    /** Whether this is the one request of its minute that notes the use. */
    private boolean claim(long tokenId, Instant now) {
        Instant previous = noted.get(tokenId);
        if (previous == null) {
            return noted.putIfAbsent(tokenId, now) == null;
        }
        return !isFresh(previous, now) && noted.replace(tokenId, previous, now);
    }

    private static boolean isFresh(Instant use, Instant now) {
        return now.isBefore(use.plus(APART));
    }

    private void write(Token token, LastUse use) {
        try {
            database.write(tx -> write(tx, token.organizationId(), token.id(), use));
        } catch (RuntimeException failure) {
            noted.remove(token.id());
            LOG.warn("The use of the token {} could not be noted; its next use is", token.id(), failure);
        }
    }

    private boolean write(Transaction tx, OrganizationId organizationId, long tokenId, LastUse use) {
        TokenMapper mapper = tx.mapper(TokenMapper.class);
        if (mapper.use(organizationId, tokenId, use, use.at().minus(APART)) == 0) {
            return false;
        }
        Instant retires = use.at().plus(rotationGrace);
        for (TokenRow replaced : mapper.listReplaced(organizationId, tokenId)) {
            activity.recordChange(
                    tx,
                    organizationId,
                    ActivityKind.TOKEN_SUPERSEDED,
                    replaced.name(),
                    Actor.system(),
                    "{}",
                    "{\"token\":" + replaced.id() + ",\"retires\":\"" + retires + "\"}");
        }
        mapper.retire(organizationId, tokenId, retires);
        return true;
    }

    /** Takes no more, and writes what waits. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn(
                        "{} uses of tokens were not noted in time",
                        writer.getQueue().size());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
