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
 * Limits on guessing passwords, shared by all servers. Failures count by name and address together, so that an attacker cannot
 * lock out an administrator from elsewhere; by address; and by name from all addresses, which only slows attempts down. A
 * recognised browser has a count of its own instead. Unknown names count alike. An attempt counts before its password is checked,
 * so that many at once gain nothing.
 */
final class SignInLimits {
    private static final Logger LOG = LoggerFactory.getLogger(SignInLimits.class);
    private static final int MINUTE_SECONDS = 60;
    private static final Duration LOG_INTERVAL = Duration.ofMinutes(1);

    /** Clocks of servers may differ by that much; what lies further ahead was counted by a clock that was wrong. */
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
     * A count with its limit.
     *
     * @param name hash of the name whose failures are counted; empty for an address or a browser
     * @param most failures before it has to wait
     * @param pause how long it has to wait
     */
    private record Limit(byte[] subject, Optional<byte[]> name, int most, Duration pause, String problem) {}

    /** A limit with its current count. */
    private record Standing(Limit limit, int failures, Duration left) {}

    /**
     * The limits that an attempt was counted against.
     *
     * @param own the limit of exactly this client, which a success resets
     */
    record Counted(Optional<Limit> address, Limit own, Optional<Limit> name) {
        /** Always in this order, so that transactions do not deadlock. */
        private Stream<Limit> limits() {
            return Stream.of(address, Optional.of(own), name).flatMap(Optional::stream);
        }
    }

    /** Returns the limits of a sign-in, which is not counted yet. */
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

    /** Counts a sign-in of a recognised browser; empty if it failed too often, and then counts as any other. */
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
     * Checks an attempt against its limits, without a lock and without a row for a new name or address.
     *
     * @throws Refusal TOO_MANY, saying how long to wait, if there were too many failures
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
     * @throws Refusal TOO_MANY, saying how long to wait, if there were too many failures
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

    /** Counts against all of the limits, or against none, if one is reached; then returns the one with the longest wait. */
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

    /** Logs once a minute: an attacker who varies names and addresses reaches a new limit every few attempts. */
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

    /** Uncounts an attempt whose password was not checked. */
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
