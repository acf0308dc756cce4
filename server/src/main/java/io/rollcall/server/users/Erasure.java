package io.rollcall.server.users;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.ActivityRedaction;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.events.EventType;
import io.rollcall.server.events.Events;
import io.rollcall.server.events.NewEvent;
import io.rollcall.server.events.UserData;
import io.rollcall.server.events.tokens.EventStreams;
import io.rollcall.server.events.webhooks.Deliveries;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.users.query.PersonalIdentifiers;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Erasure of the personal data of current and former users.
 *
 * <p>The first transaction archives the user with a mark and records the erasure. From then on the user is invisible to
 * clients, nothing more is written about them, and their identity is not reused. Then the activity log is redacted. The marked
 * row is deleted last, since it has the identifiers to search for. {@link #finishBegun} continues erasures that were
 * interrupted.
 */
@Singleton
public final class Erasure {
    /** Users whose identifiers are looked for in one pass over the refused requests. */
    private static final int USERS_PER_PASS = 100;

    /** Length at which a pass takes no further users: their identifiers take some 16 MB of heap then. */
    private static final int IDENTIFIERS_PER_PASS = 4 * 1024 * 1024;

    private final Database database;
    private final Activity activity;
    private final Events events;
    private final Deliveries deliveries;
    private final EventStreams streams;
    private final ActivityRedaction redaction;
    private final Clock clock;
    private final FormerUsers formerUsers;
    private final Users.Memberships memberships;

    @Inject
    public Erasure(
            Database database,
            Activity activity,
            Events events,
            Deliveries deliveries,
            EventStreams streams,
            ActivityRedaction redaction,
            Clock clock,
            Organizations organizations,
            Users.Memberships memberships) {
        this.database = database;
        this.activity = activity;
        this.events = events;
        this.deliveries = deliveries;
        this.streams = streams;
        this.redaction = redaction;
        this.clock = clock;
        this.formerUsers = new FormerUsers(database, organizations, memberships);
        this.memberships = memberships;
    }

    /**
     * Erases one user, and returns once nothing of the person is left. Other erasures that were begun in the organization are
     * finished, too.
     *
     * @throws Refusal NOT_FOUND if there is no such user, and no such former user
     */
    public void erase(OrganizationId organizationId, UserId id, Actor actor) {
        begin(organizationId, id, actor);
        finishBegun(organizationId);
    }

    /**
     * Removes the user from sight, and marks them for {@link #finishBegun}. Does nothing if they are marked already.
     *
     * @throws Refusal NOT_FOUND if there is no such user, and no such former user
     */
    void begin(OrganizationId organizationId, UserId id, Actor actor) {
        boolean begun = database.write(tx -> begin(tx, organizationId, id, actor));
        if (!begun && !isErasing(organizationId, id)) {
            throw Refusal.notFound("There is no user with the id " + id + " in this organization, and no former one.");
        }
    }

    private boolean begin(Transaction tx, OrganizationId organizationId, UserId id, Actor actor) {
        Optional<Integer> present = tx.mapper(UserMapper.class).lockVersion(organizationId, id);
        boolean begun = present.isPresent()
                ? archive(tx, organizationId, id, present.get(), actor)
                : tx.mapper(FormerUserMapper.class).startErasing(organizationId, id, Optional.empty()) > 0;
        return begun && recorded(tx, organizationId, id, actor);
    }

    private boolean isErasing(OrganizationId organizationId, UserId id) {
        return database.read(tx -> tx.mapper(FormerUserMapper.class).isErasing(organizationId, id));
    }

    /** Begins to erase a present user who has been inactive since then. @return whether it did */
    boolean beginWithInactive(Transaction tx, OrganizationId organizationId, UserId id, Instant since, Actor actor) {
        return tx.mapper(UserMapper.class)
                .lockVersionOfInactive(organizationId, id, since)
                .filter(version ->
                        archive(tx, organizationId, id, version, actor) && recorded(tx, organizationId, id, actor))
                .isPresent();
    }

    /** Begins to erase a former user who was deleted before then. @return whether it did */
    boolean beginWithFormer(Transaction tx, OrganizationId organizationId, UserId id, Instant since, Actor actor) {
        return tx.mapper(FormerUserMapper.class).startErasing(organizationId, id, Optional.of(since)) > 0
                && recorded(tx, organizationId, id, actor);
    }

    private boolean archive(Transaction tx, OrganizationId organizationId, UserId id, int version, Actor actor) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<Actor> leaver = Optional.of(actor).filter(any -> memberships.areVisible(tx, organizationId));
        return formerUsers.archive(tx, organizationId, id, version, now, true, leaver);
    }

    private boolean recorded(Transaction tx, OrganizationId organizationId, UserId id, Actor actor) {
        activity.record(tx, organizationId, ActivityKind.USER_ERASED, id, ActivityRedaction.ERASED, actor);
        int version = tx.mapper(FormerUserMapper.class)
                .findVersion(organizationId, id)
                .orElseThrow();
        events.record(
                tx, NewEvent.ofUser(organizationId, EventType.USER_ERASED, id, version, actor, UserData.erased(id)));
        return true;
    }

    /** Finishes every erasure that was begun in the organization, on this server or another. */
    void finishBegun(OrganizationId organizationId) {
        List<UserId> some;
        do {
            some = database.read(tx -> tx.mapper(FormerUserMapper.class).listErasing(organizationId, USERS_PER_PASS));
            finish(organizationId, some);
        } while (!some.isEmpty());
    }

    /** Reads documents one at a time, since they may be large. */
    private void finish(OrganizationId organizationId, List<UserId> users) {
        List<UserId> pass = new ArrayList<>();
        PersonalIdentifiers identifiers = PersonalIdentifiers.NONE;
        for (UserId user : users) {
            Optional<PersonalIdentifiers> more = identifiers(organizationId, user);
            if (more.isPresent()) {
                identifiers = identifiers.and(more.get());
                pass.add(user);
            }
            if (identifiers.length() > IDENTIFIERS_PER_PASS) {
                redact(organizationId, pass, identifiers);
                pass.clear();
                identifiers = PersonalIdentifiers.NONE;
            }
        }
        redact(organizationId, pass, identifiers);
    }

    /** Returns the identifiers of the person; empty if another server has just finished the erasure. */
    private Optional<PersonalIdentifiers> identifiers(OrganizationId organizationId, UserId id) {
        return database.read(tx -> tx.mapper(FormerUserMapper.class).findErasing(organizationId, id))
                .map(ErasingRow::identifiers);
    }

    private void redact(OrganizationId organizationId, List<UserId> users, PersonalIdentifiers identifiers) {
        if (users.isEmpty()) {
            return;
        }
        users.forEach(user -> {
            redaction.redactUser(organizationId, user);
            events.redact(organizationId, user);
            deliveries.redact(organizationId, user);
            streams.redact(organizationId, user);
        });
        redaction.redactRefusedRequests(organizationId, identifiers);
        users.forEach(
                user -> database.write(tx -> tx.mapper(FormerUserMapper.class).endErasing(organizationId, user)));
    }

    /** A marked row of {@code former_users}. @param externalId null if there is none */
    record ErasingRow(UserId id, String userName, String externalId, String document) {
        PersonalIdentifiers identifiers() {
            List<String> names = new ArrayList<>(List.of(id.toString(), userName));
            if (externalId != null) {
                names.add(externalId);
            }
            return PersonalIdentifiers.of(names, document);
        }
    }
}
