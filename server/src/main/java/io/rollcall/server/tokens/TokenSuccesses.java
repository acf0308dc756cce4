package io.rollcall.server.tokens;

import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.events.EventType;
import io.rollcall.server.events.Events;
import io.rollcall.server.kernel.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Recorder of the last successful request of each token, at most once a minute and not on the request's thread. A token can be
 * used without success, for example while SCIM provisioning is off.
 */
@Singleton
public final class TokenSuccesses {
    private static final Duration MIN_INTERVAL = Duration.ofMinutes(1);

    private final Database database;
    private final Events events;
    private final Clock clock;
    private final ConcurrentMap<Long, Success> unwritten = new ConcurrentHashMap<>();

    private record Success(Token token, Instant at) {}

    @Inject
    public TokenSuccesses(Database database, Events events, Clock clock) {
        this.events = events;
        this.database = database;
        this.clock = clock;
        database.register(TokenMapper.class);
    }

    /** Records that a request with the token has just succeeded. */
    public void note(Token token) {
        Instant now = clock.instant();
        if (!isFresh(token.lastSuccess(), now) && !unwritten.containsKey(token.id())) {
            unwritten.put(token.id(), new Success(token, now.truncatedTo(ChronoUnit.MILLIS)));
        }
    }

    private static boolean isFresh(Optional<Instant> last, Instant now) {
        // A time in the future was recorded with a wrong clock, and does not count.
        return last.filter(at -> now.isBefore(at.plus(MIN_INTERVAL)) && !at.isAfter(now.plus(MIN_INTERVAL)))
                .isPresent();
    }

    /** Writes the successes recorded since the last write. */
    public void write() {
        for (Long token : List.copyOf(unwritten.keySet())) {
            Optional.ofNullable(unwritten.remove(token)).ifPresent(success -> write(token, success));
        }
    }

    private int succeed(Transaction tx, Success success) {
        Token token = success.token();
        TokenMapper mapper = tx.mapper(TokenMapper.class);
        if (token.lastSuccess().isEmpty() && mapper.connect(token.organizationId(), token.id(), success.at()) > 0) {
            events.record(tx, TokenStore.event(EventType.PROVISIONING_CONNECTED, token, Actor.system()));
            return 1;
        }
        return mapper.succeed(token.organizationId(), token.id(), success.at());
    }

    private void write(long token, Success success) {
        try {
            database.write(tx -> succeed(tx, success));
        } catch (RuntimeException failure) {
            unwritten.putIfAbsent(token, success);
            throw failure;
        }
    }
}
