package io.rollcall.server.administrators;

import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.administrators.SignInLimits.Counted;
import io.rollcall.server.credentials.Credential;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.IpAddress;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.SecretText;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sign-in by name and password. An unknown name and a wrong password take the same time, count the same and get the same
 * response.
 */
final class SignIns {
    private static final Logger LOG = LoggerFactory.getLogger(SignIns.class);

    private final Database database;
    private final AdministratorLog log;
    private final Sessions sessions;
    private final RecognisedBrowsers browsers;
    private final SignInLimits limits;
    private final Passwords passwords;

    SignIns(
            Database database,
            AdministratorLog log,
            Sessions sessions,
            RecognisedBrowsers browsers,
            SignInLimits limits,
            Passwords passwords) {
        this.database = database;
        this.log = log;
        this.sessions = sessions;
        this.browsers = browsers;
        this.limits = limits;
        this.passwords = passwords;
    }

    /** See {@link Administrators#signIn}. */
    Administrators.SignedIn signIn(
            String name, String password, Optional<SecretText> browser, Instant now, Actor actor) {
        try {
            return checked(Administrator.key(name), password, browser, now, actor);
        } catch (Refusal refusal) {
            failed(actor, refusal);
            throw refusal;
        }
    }

    private Administrators.SignedIn checked(
            String key, String password, Optional<SecretText> browser, Instant now, Actor actor) {
        Optional<AdministratorMapper.Row> row = find(key);
        Optional<Long> owner = browser.flatMap(browsers::owner);
        Optional<SecretText> recognised =
                browser.filter(known -> owner.isPresent() && owner.equals(row.map(AdministratorMapper.Row::id)));
        Optional<Counted> ofBrowser = recognised.flatMap(limits::countRecognised);
        Match match = ofBrowser.isPresent()
                ? requireMatch(row, password, now, ofBrowser.get())
                : countedMatch(row, password, now, limits.of(key, IpAddress.limitKey(actor.address())));
        return database.write(tx -> succeeded(tx, match, recognised, now, actor));
    }

    /** Account whose password matched. @param counted the limits that the attempt was counted against */
    private record Match(AdministratorMapper.Row row, Counted counted) {}

    /** Checks limits and password. Refuses before it writes if possible, so a flood of sign-ins adds no more rows than checks. */
    private Match countedMatch(Optional<AdministratorMapper.Row> row, String password, Instant now, Counted attempt) {
        limits.requireBelow(attempt);
        return passwords.admit(() -> {
            limits.count(attempt);
            return requireMatch(row, password, now, attempt);
        });
    }

    private Optional<AdministratorMapper.Row> find(String key) {
        return database.read(tx -> tx.mapper(AdministratorMapper.class).findByName(key));
    }

    private Match requireMatch(Optional<AdministratorMapper.Row> row, String password, Instant now, Counted counted) {
        boolean matches =
                matches(password, row.map(AdministratorMapper.Row::password).orElse(Passwords.OF_NOBODY), counted);
        return row.filter(found -> matches)
                .filter(found -> found.isGoodAt(now))
                .map(found -> new Match(found, counted))
                .orElseThrow(SignIns::noMatch);
    }

    /** Returns whether the password matches. An attempt rejected by the full queue is uncounted. */
    private boolean matches(String password, String hash, Counted counted) {
        try {
            return passwords.matches(password, hash);
        } catch (Refusal busy) {
            limits.takeBack(counted);
            throw busy;
        }
    }

    /** Completes a sign-in; the only method that opens a session for a password. */
    private Administrators.SignedIn succeeded(
            Transaction tx, Match match, Optional<SecretText> recognised, Instant now, Actor actor) {
        AdministratorMapper.Row row = match.row();
        requireUnchanged(tx, row);
        tx.mapper(AdministratorMapper.class).signedIn(row.id(), new Credential.LastUse(now, actor.address()));
        limits.succeeded(tx, match.counted());
        Administrator administrator = row.toAdministrator();
        log.note(tx, ActivityKind.ADMINISTRATOR_SIGNED_IN, administrator, actor.as(administrator.actorKind()));
        return new Administrators.SignedIn(
                sessions.open(tx, administrator), browsers.recognise(tx, row.id(), recognised));
    }

    /** Records a failed sign-in, or a failed change of a password. @param actor the entered name, with the address */
    private void failed(Actor actor, Refusal refusal) {
        LOG.debug("Request {} failed to sign in: {}", actor.requestId(), refusal.reason());
        log.noteFailure(actor, refusal);
    }

    /** See {@link Administrators#changePassword}. */
    Administrators.SignedIn changePassword(
            Administrator administrator, String old, String chosen, Instant now, Actor actor) {
        try {
            return change(administrator, old, chosen, now, actor);
        } catch (Refusal refusal) {
            failed(actor, refusal);
            throw refusal;
        }
    }

    private Administrators.SignedIn change(
            Administrator administrator, String old, String chosen, Instant now, Actor actor) {
        Counted counted = limits.countChange(Administrator.key(administrator.name()));
        AdministratorMapper.Row row =
                find(Administrator.key(administrator.name())).orElseThrow(SignIns::gone);
        if (!matches(old, row.password(), counted)) {
            throw Refusal.unauthenticated("The current password is incorrect.").about("old");
        }
        if (!row.isGoodAt(now)) {
            throw Refusal.unauthenticated("Your temporary password has expired. Ask an operator for a new one.");
        }
        String hash = passwords.hash(chosen);
        return database.write(tx -> {
            requireUnchanged(tx, row);
            tx.mapper(AdministratorMapper.class).setPassword(row.id(), hash, Optional.empty());
            limits.succeeded(tx, counted);
            log.note(tx, ActivityKind.ADMINISTRATOR_PASSWORD_CHANGED, row.toAdministrator(), actor);
            sessions.endAllOf(tx, row.id());
            browsers.forgetAllOf(tx, row.id());
            return new Administrators.SignedIn(
                    sessions.open(tx, row.toAdministrator()), browsers.recognise(tx, row.id(), Optional.empty()));
        });
    }

    /** Refuses if the password was changed during the slow comparison. */
    private static void requireUnchanged(Transaction tx, AdministratorMapper.Row compared) {
        tx.mapper(AdministratorMapper.class)
                .lock(compared.id())
                .filter(row -> row.password().equals(compared.password()))
                .orElseThrow(SignIns::noMatch);
    }

    private static Refusal noMatch() {
        return Refusal.unauthenticated("Incorrect username or password.").about("password");
    }

    private static Refusal gone() {
        return Refusal.notFound("This administrator no longer exists.");
    }
}
