package io.rollcall.server.users;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.Scrub;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.organizations.Organizations;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Makes the product forget a person for good, be it a present user or a former one.
 *
 * <p>First the user becomes a former one that is marked, in one transaction with the entry that tells of the erasure: from
 * then on nothing more is written about the person, and nobody comes back as them. Then the activity log is scrubbed, and last
 * goes the mark, with all that it knew. Where this breaks off, {@link #finishBegun} goes on with it.
 */
public final class Erasure {
    /** So many share one walk over the refused requests. */
    private static final int TOGETHER = 100;

    private final Database database;
    private final Activity activity;
    private final Scrub scrub;
    private final Clock clock;
    private final FormerUsers formerUsers;

    public Erasure(Database database, Activity activity, Scrub scrub, Clock clock, Organizations organizations) {
        this.database = database;
        this.activity = activity;
        this.scrub = scrub;
        this.clock = clock;
        this.formerUsers = new FormerUsers(database, organizations);
    }

    /**
     * Erases one user; ends when nothing of the person is left.
     *
     * @throws Refusal NOT_FOUND where there is no such user, and no such former user
     */
    public void erase(OrganizationId organizationId, UserId id, Actor actor) {
        boolean begun = database.write(tx -> begin(tx, organizationId, id, actor));
        Optional<FormerUser> erasing = database.read(
                        tx -> tx.mapper(FormerUserMapper.class).findErasing(organizationId, id))
                .map(FormerUserRow::toFormerUser);
        if (!begun && erasing.isEmpty()) {
            throw Refusal.notFound("There is no user with the id " + id + " in this organization, and no former one.");
        }
        finish(organizationId, erasing.stream().toList());
    }

    private boolean begin(Transaction tx, OrganizationId organizationId, UserId id, Actor actor) {
        Optional<User> present = tx.mapper(UserMapper.class).findAndLock(organizationId, id);
        boolean begun = present.isPresent()
                ? bury(tx, organizationId, present.get())
                : tx.mapper(FormerUserMapper.class).startErasing(organizationId, id, Optional.empty()) > 0;
        return begun && recorded(tx, organizationId, id, actor);
    }

    /** Begins to erase a present user who has been inactive since then. @return whether it did */
    boolean beginWithInactive(Transaction tx, OrganizationId organizationId, UserId id, Instant since, Actor actor) {
        return tx.mapper(UserMapper.class)
                .findInactiveAndLock(organizationId, id, since)
                .filter(user -> bury(tx, organizationId, user) && recorded(tx, organizationId, id, actor))
                .isPresent();
    }

    /** Begins to erase a former user who was deleted before then. @return whether it did */
    boolean beginWithFormer(Transaction tx, OrganizationId organizationId, UserId id, Instant since, Actor actor) {
        return tx.mapper(FormerUserMapper.class).startErasing(organizationId, id, Optional.of(since)) > 0
                && recorded(tx, organizationId, id, actor);
    }

    private boolean bury(Transaction tx, OrganizationId organizationId, User user) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return formerUsers.bury(tx, organizationId, user.id(), user.version(), now, true);
    }

    private boolean recorded(Transaction tx, OrganizationId organizationId, UserId id, Actor actor) {
        activity.record(tx, organizationId, ActivityKind.USER_ERASED, id, Scrub.ERASED, actor);
        return true;
    }

    /** Ends every erasure that was begun in the organization, by whomever. */
    void finishBegun(OrganizationId organizationId) {
        List<FormerUser> some;
        do {
            some = database.read(tx -> tx.mapper(FormerUserMapper.class).listErasing(organizationId, TOGETHER)).stream()
                    .map(FormerUserRow::toFormerUser)
                    .toList();
            finish(organizationId, some);
        } while (!some.isEmpty());
    }

    private void finish(OrganizationId organizationId, List<FormerUser> users) {
        if (users.isEmpty()) {
            return;
        }
        users.forEach(user -> scrub.entriesOf(organizationId, user.id()));
        scrub.refusals(organizationId, Mentions.of(users));
        users.forEach(
                user -> database.write(tx -> tx.mapper(FormerUserMapper.class).endErasing(organizationId, user.id())));
    }
}
