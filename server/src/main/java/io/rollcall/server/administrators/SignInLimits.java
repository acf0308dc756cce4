package io.rollcall.server.administrators;

import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.SecretText;
import io.rollcall.server.retention.Retention;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brute-force limits on sign-ins, shared by all servers. Failures count per name and address, so that an attacker elsewhere cannot
 * lock an administrator out; per address; and per name from all addresses, which only slows attempts down. A recognised browser
 * has its own count instead. Unknown names count the same. An attempt counts before its password is checked, so that concurrent
 * attempts cannot bypass the limits.
 */
final class SignInLimits {
    private static final Logger LOG = LoggerFactory.getLogger(SignInLimits.class);
    private static final int MINUTE_SECONDS = 60;
    private static final Duration LOG_INTERVAL = Duration.ofMinutes(1);

    /** Tolerated clock skew between servers. A time further in the future was recorded with a wrong clock. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final Database database;
    private final Clock clock;
    private final SignInConfig config;
    private final AtomicReference<Instant> logged = new AtomicReference<>(Instant.EPOCH);
    private final AtomicLong unlogged = new AtomicLong();

    SignInLimits(Database database, Clock clock, SignInConfig config) {
        this.database = database;
        this.clock = clock;
        this.config = config;
        database.register(AttemptMapper.class);
    }

    /**
     * Limit of one failure count.
     *
     * @param name hash of the name whose failures are counted; empty for an address or a browser
     * @param most failures before a pause
     * @param pause duration of the pause
     */
    private record Limit(byte[] subject, Optional<byte[]> name, int most, Duration pause, String problem) {}

    /** Limit with its current count. */
    private record Standing(Limit limit, int failures, Duration left) {}

    /**
     * Limits that an attempt was counted against.
     *
     * @param own the limit of this client alone, which a success resets
     */
    record Counted(Optional<Limit> address, Limit own, Optional<Limit> name) {
        /** Returns the limits in a fixed order, so that transactions do not deadlock. */
        private Stream<Limit> limits() {
            return Stream.of(address, Optional.of(own), name).flatMap(Optional::stream);
        }
    }

    /** Returns the limits of a sign-in, without counting it. */
    Counted of(String nameKey, String network) {
        byte[] name = hash("name:" + nameKey);
        Limit address = new Limit(
                hash("address:" + network),
                Optional.empty(),
                config.failuresOfAddress(),
                config.lockOut(),
                "Too many failed attempts to sign in from your address.");
        Limit pair = new Limit(
                hash("address:" + network + " name:" + nameKey),
                Optional.of(name),
                config.failures(),
                config.lockOut(),
                "Too many failed attempts to sign in with this name from your address.");
        Limit everywhere = new Limit(
                name,
                Optional.of(name),
                config.failuresOfName(),
                config.pause(),
                "Too many failed attempts to sign in with this name from many addresses, so attempts are slowed down. A"
                        + " browser in which you signed in before is not.");
        return new Counted(Optional.of(address), pair, Optional.of(everywhere));
    }

    /** Counts a sign-in of a recognised browser; empty if it failed too often, so that the ordinary limits apply. */
    Optional<Counted> countRecognised(SecretText browser) {
        Limit limit = new Limit(
                hash("browser:" + browser.reveal()),
                Optional.empty(),
                config.failures(),
                config.lockOut(),
                "Too many failed attempts to sign in with a recognised browser.");
        Counted counted = new Counted(Optional.empty(), limit, Optional.empty());
        return tryToCount(counted).isEmpty() ? Optional.of(counted) : Optional.empty();
    }

    /** Counts an attempt to change a password, so that a stolen session cannot be used to guess it. @throws Refusal TOO_MANY */
    Counted countChange(String nameKey) {
        Limit limit = new Limit(
                hash("change:" + nameKey),
                Optional.of(hash("name:" + nameKey)),
                config.failures(),
                config.lockOut(),
                "Too many failed attempts to change this password.");
        Counted attempt = new Counted(Optional.empty(), limit, Optional.empty());
        count(attempt);
        return attempt;
    }

    /**
     * Checks an attempt against its limits, without locks and without adding rows.
     *
     * @throws Refusal TOO_MANY with the waiting time after too many failures
     */
    void requireBelow(Counted attempt) {
        Instant now = clock.instant();
        refuseIf(longestWait(database.read(tx -> attempt.limits()
                .map(limit -> tx.mapper(AttemptMapper.class)
                        .find(limit.subject())
                        .map(attempts -> standing(attempts, limit, now)))
                .flatMap(Optional::stream)
                .toList())));
    }

    /**
     * Counts an attempt.
     *
     * @throws Refusal TOO_MANY with the waiting time after too many failures
     */
    void count(Counted attempt) {
        refuseIf(tryToCount(attempt));
    }

    private static void refuseIf(Optional<Standing> reached) {
        reached.ifPresent(limit -> {
            throw Refusal.tooMany(
                    limit.limit().problem() + " Try again in " + inWords(limit.left()) + ".", limit.left());
        });
    }

    private static Optional<Standing> longestWait(List<Standing> standings) {
        return standings.stream()
                .filter(standing -> !standing.left().isZero())
                .max(Comparator.comparing(Standing::left));
    }

    /** Counts against all limits. If any is reached, counts against none and returns the one with the longest wait. */
    private Optional<Standing> tryToCount(Counted counted) {
        Instant now = clock.instant();
        List<Standing> standings = database.write(tx -> {
            AttemptMapper mapper = tx.mapper(AttemptMapper.class);
            List<Standing> found = new ArrayList<>();
            counted.limits().forEach(limit -> found.add(locked(mapper, limit, now)));
            if (found.stream().allMatch(standing -> standing.left().isZero())) {
                found.forEach(standing -> mapper.update(standing.limit().subject(), standing.failures() + 1, now));
            }
            return found;
        });
        Optional<Standing> reached = longestWait(standings);
        if (reached.isEmpty()) {
            standings.forEach(this::logIfReached);
        }
        return reached;
    }

    private Standing locked(AttemptMapper mapper, Limit limit, Instant now) {
        mapper.begin(limit.subject(), limit.name(), now);
        return standing(mapper.lock(limit.subject()).orElseThrow(), limit, now);
    }

    private Standing standing(AttemptMapper.Attempts attempts, Limit limit, Instant now) {
        boolean over = !now.isBefore(attempts.latest().plus(config.lockOut()));
        boolean ahead = attempts.latest().isAfter(now.plus(SKEW));
        if (over || ahead) {
            return new Standing(limit, 0, Duration.ZERO);
        }
        Duration left = Duration.between(now, attempts.latest().plus(limit.pause()));
        boolean waits = attempts.failures() >= limit.most() && !left.isNegative();
        return new Standing(limit, Math.min(attempts.failures(), limit.most()), waits ? left : Duration.ZERO);
    }

    /** Logs at most once a minute: attackers who vary names and addresses reach many limits. */
    private void logIfReached(Standing standing) {
        if (standing.failures() + 1 != standing.limit().most()) {
            return;
        }
        unlogged.incrementAndGet();
        Instant now = clock.instant();
        Instant last = logged.get();
        if ((now.isBefore(last) || !now.isBefore(last.plus(LOG_INTERVAL))) && logged.compareAndSet(last, now)) {
            LOG.warn(
                    "Sign-ins are held back: {} (limits reached since the last such warning: {})",
                    standing.limit().problem(),
                    unlogged.getAndSet(0));
        }
    }

    private static String inWords(Duration wait) {
        long seconds = wait.plusSeconds(1).minusNanos(1).toSeconds();
        long minutes = (seconds + MINUTE_SECONDS - 1) / MINUTE_SECONDS;
        return minutes == 1 ? "a minute" : minutes + " minutes";
    }

    /** Removes the count of an attempt whose password was not checked. */
    void takeBack(Counted counted) {
        database.write(tx -> {
            AttemptMapper mapper = tx.mapper(AttemptMapper.class);
            counted.limits().forEach(limit -> mapper.subtract(limit.subject(), 1));
            return counted;
        });
    }

    /** Removes the failures of this client with this name from every count. Failures of others still count. */
    void succeeded(Transaction tx, Counted counted) {
        AttemptMapper mapper = tx.mapper(AttemptMapper.class);
        counted.address().ifPresent(address -> mapper.lock(address.subject()));
        int own = mapper.lock(counted.own().subject())
                .map(AttemptMapper.Attempts::failures)
                .orElse(1);
        counted.address().ifPresent(address -> mapper.subtract(address.subject(), own));
        mapper.forget(counted.own().subject());
        counted.name().ifPresent(name -> mapper.subtract(name.subject(), own));
    }

    /** Removes all failures of a name. */
    void forget(Transaction tx, String nameKey) {
        tx.mapper(AttemptMapper.class).forgetName(hash("name:" + nameKey));
    }

    /** Removes failures that no longer count. */
    void prune(Retention retention) {
        retention.prune(config.lockOut(), "attempts to sign in", AttemptMapper.class);
    }

    private static byte[] hash(String subject) {
        return SecretText.presented(subject).hash();
    }
}
