package io.rollcall.server.administrators;

import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.SecretText;
import io.rollcall.server.retention.Retention;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Console sessions, shared by all servers. A session ends when idle, and after a maximum lifetime. */
@Singleton
public final class Sessions {
    private static final Duration SEEN_APART = Duration.ofMinutes(1);

    /** Tolerated clock skew between servers. A session that starts further in the future was opened with a wrong clock. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final Database database;
    private final Clock clock;
    private final AdministratorConfig config;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public Sessions(Database database, Clock clock, AdministratorConfig config) {
        this.database = database;
        this.clock = clock;
        this.config = config;
        database.register(SessionMapper.class);
        database.register(AdministratorMapper.class);
    }

    /** Returns the maximum lifetime of a session. */
    public Duration longest() {
        return config.longest();
    }

    /** Opens a session. @return the secret for the browser; only its hash is stored */
    SecretText open(Transaction tx, Administrator administrator) {
        SecretText secret = SecretText.random("", random);
        tx.mapper(SessionMapper.class).insert(secret.hash(), administrator.id(), clock.instant());
        return secret;
    }

    /** Returns the administrator of a session; empty if it has ended or never existed. */
    public Optional<Administrator> find(SecretText secret) {
        Instant now = clock.instant();
        return database.read(tx -> open(tx, secret, now).flatMap(session -> administrator(tx, session)));
    }

    /** Returns the administrator of a session, and extends the session, at most once a minute. */
    public Optional<Administrator> visit(SecretText secret) {
        Instant now = clock.instant();
        Optional<SessionMapper.SessionRow> session = database.read(tx -> open(tx, secret, now));
        session.filter(open -> !now.isBefore(open.lastSeen().plus(SEEN_APART)))
                .ifPresent(due -> database.write(tx -> {
                    tx.mapper(SessionMapper.class).see(secret.hash(), now);
                    return now;
                }));
        return session.flatMap(open -> database.read(tx -> administrator(tx, open)));
    }

    private Optional<SessionMapper.SessionRow> open(Transaction tx, SecretText secret, Instant now) {
        return tx.mapper(SessionMapper.class).find(secret.hash()).filter(session -> goesOnAt(session, now));
    }

    private static Optional<Administrator> administrator(Transaction tx, SessionMapper.SessionRow session) {
        return tx.mapper(AdministratorMapper.class)
                .find(session.administratorId())
                .map(AdministratorMapper.Row::toAdministrator);
    }

    private boolean goesOnAt(SessionMapper.SessionRow session, Instant now) {
        return !session.created().isAfter(now.plus(SKEW))
                && !session.lastSeen().isAfter(now.plus(SKEW))
                && now.isBefore(session.lastSeen().plus(config.idle()))
                && now.isBefore(session.created().plus(config.longest()));
    }

    /** Ends a session, if there is one. */
    public void end(SecretText secret) {
        database.write(tx -> {
            tx.mapper(SessionMapper.class).delete(secret.hash());
            return secret;
        });
    }

    void endAllOf(Transaction tx, long administrator) {
        tx.mapper(SessionMapper.class).deleteOf(administrator);
    }

    /** Removes ended sessions. */
    void prune(Retention retention) {
        retention.prune(config.idle(), "sessions", SessionMapper.class);
    }
}
