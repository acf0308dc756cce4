package io.rollcall.server.administrators;

import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.SecretText;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Browsers in which an administrator has signed in before. A recognised browser still needs the password, but has its own
 * failure count, so attackers cannot lock the administrator out.
 */
final class RecognisedBrowsers {
    private static final int PRUNED_AT_ONCE = 1_000;

    private final Database database;
    private final Clock clock;
    private final SignInConfig config;
    private final SecureRandom random = new SecureRandom();

    RecognisedBrowsers(Database database, Clock clock, SignInConfig config) {
        this.database = database;
        this.clock = clock;
        this.config = config;
        database.register(RecognisedBrowserMapper.class);
    }

    /** Returns how long a browser is recognised after its last sign-in. */
    Duration life() {
        return config.browserLife();
    }

    /** Returns the id of the administrator who signed in with that browser, if it is still recognised. */
    Optional<Long> owner(SecretText browser) {
        Instant now = clock.instant();
        return database.read(tx -> tx.mapper(RecognisedBrowserMapper.class).owner(browser.hash(), now));
    }

    /**
     * Stores a browser under a new secret, and removes the oldest ones above the maximum.
     *
     * @param former the browser's previous secret
     * @return the new secret, for its cookie
     */
    SecretText recognise(Transaction tx, long administrator, Optional<SecretText> former) {
        RecognisedBrowserMapper mapper = tx.mapper(RecognisedBrowserMapper.class);
        former.ifPresent(secret -> mapper.delete(secret.hash(), administrator));
        int surplus = mapper.count(administrator) + 1 - config.browsersKept();
        if (surplus > 0) {
            mapper.deleteOldest(administrator, surplus);
        }
        SecretText secret = SecretText.random("", random);
        mapper.insert(secret.hash(), administrator, clock.instant().plus(config.browserLife()));
        return secret;
    }

    void forgetAllOf(Transaction tx, long administrator) {
        tx.mapper(RecognisedBrowserMapper.class).deleteOf(administrator);
    }

    /** Removes expired browsers. */
    void prune() {
        Instant now = clock.instant();
        int last;
        do {
            last = database.write(tx -> tx.mapper(RecognisedBrowserMapper.class).prune(now, PRUNED_AT_ONCE));
        } while (last == PRUNED_AT_ONCE);
    }
}
