package io.rollcall.server.administrators;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.DuplicateKey;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.DisplayName;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.SecretText;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.retention.Retention;
import io.rollcall.server.secrets.Secrets;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Service for the administrators of the Admin Console. */
@Singleton
public final class Administrators {
    private static final Duration ONE_TIME = Duration.ofDays(7);

    private final Database database;
    private final AdministratorLog log;
    private final Clock clock;
    private final Sessions sessions;
    private final Organizations organizations;
    private final FirstAdministrator first;
    private final RecognisedBrowsers browsers;
    private final SignInLimits limits;
    private final Passwords passwords;
    private final SignIns signIns;

    @Inject
    public Administrators(
            Database database,
            Activity activity,
            Clock clock,
            AdministratorConfig config,
            Sessions sessions,
            Organizations organizations,
            Secrets secrets) {
        this.database = database;
        this.log = new AdministratorLog(activity);
        this.clock = clock;
        this.sessions = sessions;
        this.organizations = organizations;
        this.first = new FirstAdministrator(config.firstName(), secrets);
        this.browsers = new RecognisedBrowsers(database, clock, config.signIn());
        this.limits = new SignInLimits(database, clock, config.signIn());
        this.passwords = new Passwords(config.signIn().waiting());
        this.signIns = new SignIns(database, log, sessions, browsers, limits, passwords);
        database.register(AdministratorMapper.class);
    }

    /**
     * Creates an operator on the first start. Returns empty if an administrator has ever existed, so that a removed one is not
     * replaced.
     */
    public Optional<IssuedPassword> addFirst() {
        if (database.read(tx -> tx.mapper(AdministratorMapper.class).everExisted())) {
            return Optional.empty();
        }
        try {
            return Optional.of(add(first.name(), Optional.empty(), Actor.system()));
        } catch (Refusal anotherServerWasFaster) {
            return Optional.empty();
        }
    }

    /**
     * Adds an administrator with a one-time password, valid for a week.
     *
     * @param organization the administered organization; empty for all
     * @throws Refusal CONFLICT if the name is taken, INVALID if it is blank or too long
     */
    public IssuedPassword add(String name, Optional<OrganizationId> organization, Actor actor) {
        String checked = DisplayName.checked("An administrator", name);
        // Checked again: some characters become two in lower case.
        DisplayName.checked("An administrator", Administrator.key(checked));
        String password = passwords.random();
        String hash = passwords.hash(password);
        Instant now = now();
        try {
            Administrator added = database.write(tx -> {
                AdministratorMapper mapper = tx.mapper(AdministratorMapper.class);
                mapper.noteExistence();
                mapper.insert(organization, checked, Administrator.key(checked), hash, now.plus(ONE_TIME), now, actor);
                Administrator made = mapper.findByName(Administrator.key(checked))
                        .orElseThrow()
                        .toAdministrator();
                log.note(tx, ActivityKind.ADMINISTRATOR_ADDED, made, actor);
                return made;
            });
            return new IssuedPassword(added, password, now.plus(ONE_TIME));
        } catch (DuplicateKey taken) {
            throw Refusal.conflict("The username '" + checked + "' is taken (upper/lower case is ignored).");
        }
    }

    /** Returns all administrators, oldest first. */
    public List<Administrator> list() {
        return database.read(tx -> tx.mapper(AdministratorMapper.class).listAll()).stream()
                .map(AdministratorMapper.Row::toAdministrator)
                .toList();
    }

    /** Returns the administrator with that name (case-insensitive), or throws NOT_FOUND. */
    public Administrator get(String name) {
        return row(name)
                .orElseThrow(() -> Refusal.notFound("There is no administrator '" + name + "'."))
                .toAdministrator();
    }

    private Optional<AdministratorMapper.Row> row(String name) {
        return database.read(tx -> tx.mapper(AdministratorMapper.class).findByName(Administrator.key(name)));
    }

    /**
     * Signs an administrator in.
     *
     * @param browser the secret of the browser, which is recognised if it belongs to that person
     * @param actor the client, with the entered name and its address
     * @throws Refusal UNAUTHENTICATED with the same text for every cause, TOO_MANY after too many failures or during too many
     *     concurrent sign-ins
     */
    public SignedIn signIn(String name, String password, Optional<SecretText> browser, Actor actor) {
        return signIns.signIn(name, password, browser, now(), actor);
    }

    /** Returns how long a browser is recognised after its last sign-in. */
    public Duration browserLife() {
        return browsers.life();
    }

    /**
     * Changes an administrator's password. Their other sessions end, and their other browsers are no longer recognised.
     *
     * @param actor the administrator, with the client's address
     * @return the secrets of a new session, which replaces all former ones
     * @throws Refusal UNAUTHENTICATED if the old password is wrong, TOO_MANY after too many failures, INVALID if the new
     *     one breaks the rules
     */
    public SignedIn changePassword(Administrator administrator, String old, String chosen, Actor actor) {
        PasswordRules.require(chosen, namesAround(administrator));
        if (Passwords.normalised(chosen).equals(Passwords.normalised(old))) {
            throw Refusal.invalid("The new password must differ from the current one.");
        }
        return signIns.changePassword(administrator, old, chosen, now(), actor);
    }

    private List<String> namesAround(Administrator administrator) {
        Optional<Organization> organization = administrator.organization().flatMap(organizations::find);
        return Stream.concat(
                        Stream.of(administrator.name()),
                        organization.stream()
                                .flatMap(found -> Stream.of(found.slug().value(), found.name())))
                .toList();
    }

    /** Sets a one-time password, ends all sessions, and removes recognised browsers and failed attempts. */
    public IssuedPassword resetPassword(String name, Actor actor) {
        Administrator administrator = get(name);
        String password = passwords.random();
        String hash = passwords.hash(password);
        Instant until = now().plus(ONE_TIME);
        database.write(tx -> {
            tx.mapper(AdministratorMapper.class).setPassword(administrator.id(), hash, Optional.of(until));
            sessions.endAllOf(tx, administrator.id());
            browsers.forgetAllOf(tx, administrator.id());
            limits.forget(tx, Administrator.key(name));
            log.note(tx, ActivityKind.ADMINISTRATOR_PASSWORD_RESET, administrator, actor);
            return until;
        });
        return new IssuedPassword(administrator, password, until);
    }

    /**
     * Removes an administrator, whose sessions end at once.
     *
     * @param confirmation the name again; required for the last operator only
     * @throws Refusal NOT_FOUND if there is none of that name, INVALID if the confirmation is missing or another name
     */
    public void delete(String name, Optional<String> confirmation, Actor actor) {
        Administrator administrator = get(name);
        boolean confirmed = confirmation
                .map(Administrator::key)
                .filter(Administrator.key(administrator.name())::equals)
                .isPresent();
        if (confirmation.isPresent() && !confirmed) {
            throw Refusal.invalid("To remove the administrator '" + administrator.name()
                    + "', confirm with that name, not with '" + confirmation.get() + "'.");
        }
        database.write(tx -> {
            // Locked, so that two operators cannot remove each other concurrently and leave none.
            boolean last = administrator.isOperator()
                    && tx.mapper(AdministratorMapper.class).lockOperators().equals(List.of(administrator.id()));
            if (last && !confirmed) {
                throw Refusal.invalid("'" + administrator.name() + "' is the last operator: without one, nobody can"
                        + " administer all organizations in the console until 'rollcall administrator add' adds another."
                        + " To remove it all the same, confirm with the name: --confirm " + administrator.name());
            }
            sessions.endAllOf(tx, administrator.id());
            browsers.forgetAllOf(tx, administrator.id());
            log.note(tx, ActivityKind.ADMINISTRATOR_REMOVED, administrator, actor);
            return tx.mapper(AdministratorMapper.class).delete(administrator.id());
        });
    }

    /**
     * Removes administrators of an organization that is being deleted, with their browsers; their sessions end.
     *
     * @param most maximum number of rows
     * @return the number of removed rows
     */
    public int remove(OrganizationId organizationId, int most) {
        return database.write(tx -> tx.mapper(AdministratorMapper.class).remove(organizationId, most));
    }

    /** Removes ended sessions, expired browsers and failures that no longer count. */
    public void tidy(Retention retention) {
        sessions.prune(retention);
        if (!retention.isPaused()) {
            browsers.prune();
        }
        limits.prune(retention);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Secrets for a browser's cookies after a sign-in. @param browser recognises the browser at the next sign-in */
    public record SignedIn(SecretText session, SecretText browser) {}

    /** One-time password, which is shown once. @param until its expiry */
    public record IssuedPassword(Administrator administrator, String password, Instant until) {
        @Override
        public String toString() {
            return "***";
        }
    }
}
