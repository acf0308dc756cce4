package io.rollcall.server.administrators;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.DuplicateKey;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Names;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.SecretText;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The people who sign in to the Admin Console: added, listed, let in by name and password, removed. */
public final class Administrators {
    private static final Logger LOG = LoggerFactory.getLogger(Administrators.class);

    /** The one whom the first start makes. */
    private static final String FIRST = "admin";

    private static final Duration ONE_TIME = Duration.ofDays(7);

    private final Database database;
    private final Activity activity;
    private final Clock clock;
    private final Sessions sessions;
    private final SignInLimits limits;
    private final Passwords passwords = new Passwords();

    public Administrators(
            Database database, Activity activity, Clock clock, AdministratorConfig config, Sessions sessions) {
        this.database = database;
        this.activity = activity;
        this.clock = clock;
        this.sessions = sessions;
        this.limits = new SignInLimits(database, clock, config);
        database.register(AdministratorMapper.class);
    }

    /** Makes an operator where nobody can sign in at all, as on the first start; empty where somebody can. */
    public Optional<IssuedPassword> addFirst() {
        if (database.read(tx -> tx.mapper(AdministratorMapper.class).exists())) {
            return Optional.empty();
        }
        try {
            return Optional.of(add(FIRST, Optional.empty(), Actor.system()));
        } catch (Refusal anotherServerWasFaster) {
            return Optional.empty();
        }
    }

    /**
     * Adds an administrator, with a password that is good for a week and has to be changed.
     *
     * @param organization the one to administer; empty for all
     * @throws Refusal CONFLICT where the name is taken, INVALID where it cannot be one
     */
    public IssuedPassword add(String name, Optional<OrganizationId> organization, Actor actor) {
        String checked = Names.checked("An administrator", name);
        // Some characters become two in lower case.
        Names.checked("An administrator", key(checked));
        String password = passwords.random();
        String hash = passwords.hash(password);
        Instant now = now();
        try {
            Administrator added = database.write(tx -> {
                AdministratorMapper mapper = tx.mapper(AdministratorMapper.class);
                mapper.insert(organization, checked, key(checked), hash, now.plus(ONE_TIME), now);
                Administrator made =
                        mapper.findByName(key(checked)).orElseThrow().toAdministrator();
                note(tx, ActivityKind.ADMINISTRATOR_ADDED, made, actor);
                return made;
            });
            return new IssuedPassword(added, password, now.plus(ONE_TIME));
        } catch (DuplicateKey taken) {
            throw Refusal.conflict("There is already an administrator '" + checked + "', in whatever case.");
        }
    }

    /** All of them, in the order in which they were added. */
    public List<Administrator> list() {
        return database.read(tx -> tx.mapper(AdministratorMapper.class).listAll()).stream()
                .map(AdministratorRow::toAdministrator)
                .toList();
    }

    /** @throws Refusal NOT_FOUND where nobody has that name, in any case */
    public Administrator get(String name) {
        return row(name)
                .orElseThrow(() -> Refusal.notFound("There is no administrator '" + name + "'."))
                .toAdministrator();
    }

    private Optional<AdministratorRow> row(String name) {
        return database.read(tx -> tx.mapper(AdministratorMapper.class).findByName(key(name)));
    }

    /**
     * Lets a person in.
     *
     * @param actor they, as they say, and from where they come
     * @return a new session of theirs
     * @throws Refusal UNAUTHENTICATED, in the same words whatever is wrong, TOO_MANY where it was wrong too often
     */
    public SecretText signIn(String name, String password, Actor actor) {
        limits.count(key(name), actor.address());
        AdministratorRow row = requireMatch(row(name), password);
        limits.succeeded(key(name), actor.address());
        Instant now = now();
        return database.write(tx -> {
            requireUnchanged(tx, row);
            tx.mapper(AdministratorMapper.class).signedIn(row.id(), now);
            note(tx, ActivityKind.ADMINISTRATOR_SIGNED_IN, row.toAdministrator(), actor);
            return sessions.open(tx, row.toAdministrator());
        });
    }

    /** Comparing a password takes so long that somebody may have given the person another one in the meantime. */
    private static void requireUnchanged(Transaction tx, AdministratorRow compared) {
        tx.mapper(AdministratorMapper.class)
                .lock(compared.id())
                .filter(row -> row.password().equals(compared.password()))
                .orElseThrow(Administrators::noMatch);
    }

    private static Refusal noMatch() {
        return Refusal.unauthenticated("The name or the password is not right.");
    }

    /** Takes as long for a name that nobody has. */
    private AdministratorRow requireMatch(Optional<AdministratorRow> row, String password) {
        String hash = row.map(AdministratorRow::password).orElse(Passwords.OF_NOBODY);
        boolean matches = passwords.matches(password, hash);
        return row.filter(found -> matches)
                .filter(found -> found.oneTimeUntil() == null || clock.instant().isBefore(found.oneTimeUntil()))
                .orElseThrow(Administrators::noMatch);
    }

    /**
     * Gives a person the password that they chose. Their other sessions end.
     *
     * @param actor they, and from where they come
     * @return a new session of theirs, in the place of all former ones
     * @throws Refusal UNAUTHENTICATED where the old password is wrong, TOO_MANY where it was wrong too often, INVALID where
     *     the new one cannot be one
     */
    public SecretText changePassword(Administrator administrator, String old, String chosen, Actor actor) {
        passwords.requireGood(chosen, administrator.name());
        if (chosen.equals(old)) {
            throw Refusal.invalid("The new password is the old one. Choose another.");
        }
        limits.count(key(administrator.name()), actor.address());
        AdministratorRow row = row(administrator.name()).orElseThrow(Administrators::gone);
        if (!passwords.matches(old, row.password())) {
            throw Refusal.unauthenticated("The present password is not right.");
        }
        limits.succeeded(key(administrator.name()), actor.address());
        String hash = passwords.hash(chosen);
        return database.write(tx -> {
            requireUnchanged(tx, row);
            tx.mapper(AdministratorMapper.class).setPassword(row.id(), hash, Optional.empty());
            note(tx, ActivityKind.ADMINISTRATOR_PASSWORD_CHANGED, row.toAdministrator(), actor);
            sessions.endAllOf(tx, row.id());
            return sessions.open(tx, row.toAdministrator());
        });
    }

    private static Refusal gone() {
        return Refusal.notFound("This administrator does not exist any more.");
    }

    /** Gives a person a new password to be changed, ends their sessions, and their waiting after failures. */
    public IssuedPassword resetPassword(String name, Actor actor) {
        Administrator administrator = get(name);
        String password = passwords.random();
        String hash = passwords.hash(password);
        Instant until = now().plus(ONE_TIME);
        database.write(tx -> {
            tx.mapper(AdministratorMapper.class).setPassword(administrator.id(), hash, Optional.of(until));
            sessions.endAllOf(tx, administrator.id());
            note(tx, ActivityKind.ADMINISTRATOR_PASSWORD_RESET, administrator, actor);
            return until;
        });
        limits.forget(key(name));
        return new IssuedPassword(administrator, password, until);
    }

    /** Removes an administrator, who is signed out at once. @throws Refusal NOT_FOUND where there is none of that name */
    public void delete(String name, Actor actor) {
        Administrator administrator = get(name);
        database.write(tx -> {
            sessions.endAllOf(tx, administrator.id());
            note(tx, ActivityKind.ADMINISTRATOR_REMOVED, administrator, actor);
            return tx.mapper(AdministratorMapper.class).delete(administrator.id());
        });
    }

    /** No organization's activity has a place for what happens to an operator. */
    private void note(Transaction tx, ActivityKind kind, Administrator administrator, Actor actor) {
        administrator
                .organization()
                .ifPresentOrElse(
                        organization -> activity.record(tx, organization, kind, administrator.name(), actor),
                        () -> LOG.info("{}: operator {}, by {}", kind.label(), administrator.id(), actor.kind()));
    }

    /**
     * Removes administrators of an organization that is being deleted; their sessions find nobody.
     *
     * @param most how many at once
     * @return how many went
     */
    public int remove(OrganizationId organizationId, int most) {
        return database.write(tx -> tx.mapper(AdministratorMapper.class).remove(organizationId, most));
    }

    /** Forgets sessions that are over, and failures that do not count any more. */
    public void tidy() {
        sessions.prune();
        limits.prune();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String key(String name) {
        return Normalizer.normalize(name.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
