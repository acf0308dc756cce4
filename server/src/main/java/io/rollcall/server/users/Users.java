package io.rollcall.server.users;

import com.github.benmanes.caffeine.cache.Ticker;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.database.BoundedRows;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.DuplicateKey;
import io.rollcall.server.database.RowConsumer;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.events.Events;
import io.rollcall.server.events.UserEvents;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.roles.RoleCatalogue;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.users.FormerUsers.PlannedDeletion;
import io.rollcall.server.users.ProfileRow.ActivePatch;
import io.rollcall.server.users.UserProfile.UserUpdate;
import io.rollcall.server.users.UserRow.UserName;
import io.rollcall.server.users.UserSlice.PlacedUser;
import io.rollcall.server.users.query.CachedCounts;
import io.rollcall.server.users.query.Condition;
import io.rollcall.server.users.query.ConditionSql;
import io.rollcall.server.users.query.IndexHint;
import io.rollcall.server.users.query.PageSql;
import io.rollcall.server.users.query.PageStart.Beside;
import io.rollcall.server.users.query.SearchIndexes;
import io.rollcall.server.users.query.SqlFragment;
import io.rollcall.server.users.query.UserAttribute;
import io.rollcall.server.users.query.UserOrder;
import io.rollcall.server.users.query.UserQuery;
import io.rollcall.server.users.terms.SearchTermsProgress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Users of all organizations: create, find, change, delete. */
@Singleton
public final class Users {
    /** Both texts of a user before and after the change, their members, and the members that are compared for the log. */
    private static final int COPIES_TO_SWITCH = 3;

    private final Database database;
    private final Activity activity;
    private final UserEvents events;
    private final Roles roles;
    private final Clock clock;
    private final FormerUsers formerUsers;
    private final Memberships memberships;
    private final UserCreation creation;
    private final UserChanges changes;
    private final GroupedWrites grouped;
    private final CachedCounts totals;
    private final SearchTermsProgress terms;
    private final WorkingMemory memory;
    private final long maxPageBytes;

    @Inject
    public Users(
            Database database,
            Activity activity,
            Events events,
            Clock clock,
            Roles roles,
            Organizations organizations,
            Memberships memberships,
            RoleAssignments assignments,
            WorkingMemory memory,
            UserConfig config) {
        this.memory = memory;
        this.maxPageBytes = config.maxPageBytes();
        this.database = database;
        this.activity = activity;
        this.events = new UserEvents(events, roles.attribute());
        this.roles = roles;
        this.clock = clock;
        this.formerUsers = new FormerUsers(database, organizations, memberships);
        this.memberships = memberships;
        this.terms = new SearchTermsProgress(database);
        this.totals = new CachedCounts(this::countAll, Ticker.systemTicker());
        this.grouped = new GroupedWrites(database, activity, this.events, config.maxGroup());
        this.creation = new UserCreation(database, activity, this.events, roles, formerUsers, grouped);
        this.changes = new UserChanges(database, activity, this.events, roles, grouped, assignments, this::laterThan);
    }

    /**
     * Creates a user. A user who was deleted before gets the former id, and no other former data, if the organization's policy
     * reuses identities.
     *
     * @param withRole returns the profile with a role; used if it has none and the organization has a default role
     * @throws Refusal CONFLICT if the organization has a user of that name in any case, INVALID or FORBIDDEN if the role cannot
     *     be assigned, or not by that actor
     */
    public User create(
            OrganizationId organizationId, UserProfile profile, Function<String, UserProfile> withRole, Actor actor) {
        NewUser newUser =
                new NewUser(organizationId, UserId.next(clock), profile, actor, now(), catalogue(organizationId));
        return creation.create(newUser, withRole).orElseThrow(Users::nameTaken);
    }

    /** Returns the roles for an event, read before its transaction: a stale one differs for a second in its display name. */
    private RoleCatalogue catalogue(OrganizationId organizationId) {
        return events.areEnabled() ? roles.catalogue(organizationId) : RoleCatalogue.EMPTY;
    }

    public Optional<User> find(OrganizationId organizationId, UserId id) {
        return counted(database.read(tx -> tx.mapper(UserMapper.class).find(organizationId, id)));
    }

    /** @param userNameKey the name, folded */
    public Optional<User> findByName(OrganizationId organizationId, String userNameKey) {
        return counted(database.read(tx -> tx.mapper(UserMapper.class).findByName(organizationId, userNameKey)));
    }

    /** Returns the userNames of those of the ids who are users of the organization. */
    public Map<UserId, String> namesOf(OrganizationId organizationId, Set<UserId> ids) {
        return ids.isEmpty()
                ? Map.of()
                : database.read(tx -> tx.mapper(UserMapper.class).listNames(organizationId, List.copyOf(ids))).stream()
                        .collect(Collectors.toMap(UserName::id, UserName::userName));
    }

    private Optional<User> counted(Optional<User> found) {
        found.ifPresent(user -> memory.reserveText(user.document().length()));
        return found;
    }

    /** Returns the user. @throws Refusal NOT_FOUND if the organization has no such user */
    public User get(OrganizationId organizationId, UserId id) {
        return find(organizationId, id).orElseThrow(() -> notFound(id));
    }

    /**
     * Changes a user without lost updates: after a concurrent change, the change is computed again from its result.
     *
     * @param change the next state of the user it is given, or empty to leave it as it is; may run several times
     * @return the user after the change
     * @throws Refusal NOT_FOUND if the organization has no such user, CONFLICT if the new name is taken, INVALID or
     *     FORBIDDEN if the new role cannot be assigned, or not by that actor
     */
    public User update(
            OrganizationId organizationId, UserId id, Actor actor, Function<User, Optional<UserUpdate>> change) {
        try {
            return changes.update(organizationId, get(organizationId, id), actor, change);
        } catch (DuplicateKey taken) {
            throw nameTaken();
        }
    }

    /**
     * Activates or deactivates a user, exactly as a client would who changes nothing else.
     *
     * @return the user after the change
     * @throws Refusal NOT_FOUND if the organization has no such user
     */
    public User setActive(OrganizationId organizationId, UserId id, boolean active, Actor actor) {
        return memory.during(() -> update(organizationId, id, actor, stored -> {
            memory.reserveText((long) COPIES_TO_SWITCH * stored.document().length());
            ProfileRow row = database.read(tx -> tx.mapper(UserMapper.class).findProfile(organizationId, id))
                    .orElseThrow(() -> notFound(id));
            return row.active() == active
                    ? Optional.empty()
                    : Optional.of(new UserUpdate(row.with(new ActivePatch(active)), true, false, false));
        }));
    }

    /** Memberships of users in groups, which end with the user; an interface, so that users do not depend on groups. */
    public interface Memberships {
        /** Returns whether the organization has groups; known from a cache. */
        boolean areVisible(OrganizationId organization);

        /** Returns whether the organization has groups; read from the database. */
        boolean areVisible(Transaction tx, OrganizationId organization);

        /**
         * Removes the user from all groups, with a new version and an event for each. The database removes memberships that
         * are not ended so: those of an organization that hides its groups.
         */
        void end(Transaction tx, OrganizationId organization, UserId user, Actor actor);
    }

    /**
     * Deletes a user for clients, and archives it until it is erased.
     *
     * @param precondition called with the user before it is deleted; throws to keep it
     * @throws Refusal NOT_FOUND if the organization has no such user
     */
    public void delete(OrganizationId organizationId, UserId id, Actor actor, Consumer<User> precondition) {
        User stored = get(organizationId, id);
        precondition.accept(stored);
        PlannedDeletion planned = new PlannedDeletion(
                organizationId, stored, actor, now(), memberships.areVisible(organizationId), new AtomicBoolean());
        if (!grouped.delete(planned, () -> database.write(tx -> tryDelete(tx, planned)))) {
            database.write(tx -> deleteLocked(tx, planned, precondition));
        }
    }

    /** Deletes a user who was changed meanwhile. */
    private boolean deleteLocked(Transaction tx, PlannedDeletion planned, Consumer<User> precondition) {
        UserId id = planned.stored().id();
        Optional<User> stored = counted(tx.mapper(UserMapper.class).findAndLock(planned.organizationId(), id));
        if (stored.isEmpty() && planned.written().get()) {
            // An earlier attempt deleted it; only the commit's response was lost.
            return true;
        }
        User present = stored.orElseThrow(() -> notFound(id));
        precondition.accept(present);
        return tryDelete(tx, planned.of(present, now()));
    }

    private boolean tryDelete(Transaction tx, PlannedDeletion planned) {
        if (!formerUsers.archive(
                tx,
                planned.organizationId(),
                planned.stored().id(),
                planned.stored().version(),
                planned.at(),
                false,
                planned.leaver())) {
            return false;
        }
        planned.record(activity, tx);
        planned.record(events, tx);
        planned.written().set(true);
        return true;
    }

    /**
     * Removes users of an organization that is being deleted, without recording it: first all look-up values, then the users,
     * then the former ones.
     *
     * @param most maximum number of rows
     * @return the number of removed rows
     */
    public int remove(OrganizationId organizationId, int most) {
        return Stream.<Function<Transaction, Integer>>of(
                        tx -> tx.mapper(UserMapper.class).removeValues(organizationId, most),
                        tx -> tx.mapper(UserMapper.class).remove(organizationId, most),
                        tx -> formerUsers.remove(tx, organizationId, most))
                .map(database::write)
                .filter(removed -> removed > 0)
                .findFirst()
                .orElse(0);
    }

    /**
     * Returns a page of the users that match the query, each with its position. It has fewer than the limit if the page would
     * become too large, but at least one if there is any.
     *
     * @throws Refusal BUSY if other requests hold too much memory
     */
    public UserSlice page(OrganizationId organizationId, UserQuery query) {
        Optional<String> name = query.onlyEqual(UserAttribute.USER_NAME);
        if (name.isPresent()) {
            List<User> found = findByName(organizationId, name.get()).stream().toList();
            return new UserSlice(found.stream().map(PlacedUser::byId).toList(), false);
        }
        return query.onlyEqual(UserAttribute.EXTERNAL_ID)
                .map(externalId -> findByExternalId(organizationId, externalId, query.limit()))
                .orElseGet(() -> search(organizationId, query));
    }

    /** Finds users by externalId. Several may have the same one, since only the client keeps it unique. */
    private UserSlice findByExternalId(OrganizationId organizationId, String externalId, int limit) {
        return collect((mapper, rows) -> mapper.listByExternalId(organizationId, externalId, limit, rows));
    }

    private UserSlice search(OrganizationId organizationId, UserQuery query) {
        Condition condition = query.condition();
        // If many match, the first of them are found sooner in the order of the list.
        boolean byTerms = useTerms(condition) && !totals.areMany(organizationId, condition);
        SqlFragment where = where(condition, byTerms);
        PageSql page = PageSql.of(query, byTerms);
        UserSlice found = collect((mapper, rows) -> mapper.page(organizationId, where, page, rows));
        return query.isBackward() ? found.reversed() : found;
    }

    private UserSlice collect(BiConsumer<UserMapper, RowConsumer<UserRow>> statement) {
        BoundedRows.Slice<PlacedUser> slice = database.read(tx -> {
                    BoundedRows<UserRow, PlacedUser> rows = new BoundedRows<>(
                            maxPageBytes, memory, tx::cancel, UserRow::toPlacedUser, placed -> placed.user()
                                    .document()
                                    .length());
                    statement.accept(tx.mapper(UserMapper.class), rows);
                    return rows;
                })
                .slice();
        return new UserSlice(slice.items(), slice.cut());
    }

    private boolean useTerms(Condition condition) {
        return SearchIndexes.useTerms(condition) && terms.isComplete();
    }

    private static SqlFragment where(Condition condition, boolean byTerms) {
        return byTerms ? ConditionSql.withTerms(condition) : ConditionSql.of(condition);
    }

    /** Returns the number of users that match: exact up to a thousand, otherwise at most 10 seconds old. */
    public long count(OrganizationId organizationId, Condition condition) {
        return totals.of(organizationId, condition);
    }

    private long countAll(OrganizationId organizationId, Condition condition) {
        boolean byTerms = useTerms(condition);
        SqlFragment where = where(condition, byTerms);
        String hint = IndexHint.ofCount(condition, byTerms);
        return database.read(tx -> tx.mapper(UserMapper.class).count(organizationId, where, hint));
    }

    /** Counts the users of a list that follow a position, without the cache. */
    public long countFrom(OrganizationId organizationId, Condition condition, UserOrder order, Beside beside) {
        SqlFragment where = ConditionSql.of(condition);
        PageSql part = PageSql.of(new UserQuery(condition, order, 0, beside), false);
        return database.read(tx -> tx.mapper(UserMapper.class).countPart(organizationId, where, part));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Returns the time of a change, which is later than the previous one even if servers' clocks differ. */
    private Instant laterThan(Instant previous) {
        Instant now = now();
        return now.isBefore(previous) ? previous : now;
    }

    static Refusal notFound(UserId id) {
        return Refusal.notFound("There is no user with the id " + id.value() + " in this organization.");
    }

    private static Refusal nameTaken() {
        return Refusal.conflict("There is already a user with this userName in the organization; userName is unique"
                + " whatever its case. Choose another, or change the user who has it.");
    }
}
