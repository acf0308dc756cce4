package io.rollcall.server.administrators;

import io.rollcall.server.database.Database;
import io.rollcall.server.kernel.IpAddress;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.SecretText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes guessing passwords hopeless: a name, existing or not, and an address may each fail so often, then have to wait,
 * whichever server they try. An attempt is counted before it is known how it ends, so that many at once gain nothing.
 */
final class SignInLimits {
    private static final Logger LOG = LoggerFactory.getLogger(SignInLimits.class);
    private static final int PRUNED_AT_ONCE = 1_000;

    private final Database database;
    private final Clock clock;
    private final AdministratorConfig config;

    SignInLimits(Database database, Clock clock, AdministratorConfig config) {
        this.database = database;
        this.clock = clock;
        this.config = config;
        database.register(AttemptMapper.class);
    }

    /** @throws Refusal TOO_MANY, saying how long to wait, where the name or the address failed too often */
    void count(String nameKey, String address) {
        count(ofAddress(address), config.failuresOfAddress(), "Too many failed attempts to sign in from your address.");
        count(ofName(nameKey), config.failures(), "Too many failed attempts to sign in with this name.");
    }

    private void count(byte[] subject, int most, String problem) {
        Instant now = clock.instant();
        Duration wait = database.write(tx -> {
            AttemptMapper mapper = tx.mapper(AttemptMapper.class);
            mapper.begin(subject, now);
            Attempts attempts = mapper.lock(subject).orElseThrow();
            Duration left = Duration.between(now, attempts.latest().plus(config.lockOut()));
            if (left.isNegative() || left.isZero()) {
                mapper.update(subject, 1, now);
                return Duration.ZERO;
            }
            if (attempts.failures() >= most) {
                return left;
            }
            mapper.update(subject, attempts.failures() + 1, now);
            return Duration.ZERO;
        });
        if (!wait.isZero()) {
            LOG.warn("Signing in is held back for {} more minutes: {}", wait.toMinutes() + 1, problem);
            throw Refusal.tooMany(problem + " Try again in " + inWords(wait) + ".", wait);
        }
    }

    private static String inWords(Duration wait) {
        long minutes = wait.plusSeconds(59).toMinutes();
        return minutes == 1 ? "a minute" : minutes + " minutes";
    }

    /** The name has signed in, so none of its attempts counts any more, and of the address's this one does not. */
    void succeeded(String nameKey, String address) {
        forget(nameKey);
        byte[] subject = ofAddress(address);
        database.write(tx -> {
            AttemptMapper mapper = tx.mapper(AttemptMapper.class);
            mapper.lock(subject)
                    .ifPresent(attempts ->
                            mapper.update(subject, Math.max(0, attempts.failures() - 1), attempts.latest()));
            return subject;
        });
    }

    /** Ends the name's waiting. */
    void forget(String nameKey) {
        database.write(tx -> {
            tx.mapper(AttemptMapper.class).forget(ofName(nameKey));
            return nameKey;
        });
    }

    /** Forgets what does not count any more. */
    void prune() {
        Instant before = clock.instant().minus(config.lockOut());
        int last;
        do {
            last = database.write(tx -> tx.mapper(AttemptMapper.class).prune(before, PRUNED_AT_ONCE));
        } while (last == PRUNED_AT_ONCE);
    }

    private static byte[] ofName(String nameKey) {
        return SecretText.presented("name:" + nameKey).hash();
    }

    private static byte[] ofAddress(String address) {
        return SecretText.presented("address:" + IpAddress.limitKey(address)).hash();
    }
}
