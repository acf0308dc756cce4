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
import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.organizations.Organizations;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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

    /** Fewer do if they have more words than that, in characters. */
    private static final int MAX_WORDS = 256 * 1024;

    private final Database database;
    private final Activity activity;
    private final Scrub scrub;
    private final Clock clock;
    private final FormerUsers formerUsers;
    private final WorkingMemory memory;

    public Erasure(
            Database database,
            Activity activity,
            Scrub scrub,
            Clock clock,
            Organizations organizations,
            WorkingMemory memory) {
        this.memory = memory;
        this.database = database;
        this.activity = activity;
        this.scrub = scrub;
        this.clock = clock;
        this.formerUsers = new FormerUsers(database, organizations);
    }

    /**
     * Erases one user; ends when nothing of the person is left.
     *
     * @throws Refusal NOT_FOUND where there is no such user, and no such former user; BUSY if other requests hold too much
     *     memory, after which the erasure is ended by the next attempt
     */
    public void erase(OrganizationId organizationId, UserId id, Actor actor) {
        boolean begun = database.write(tx -> begin(tx, organizationId, id, actor));
        Optional<Mentions> erasing = mentions(organizationId, id);
        if (!begun && erasing.isEmpty()) {
            throw Refusal.notFound("There is no user with the id " + id + " in this organization, and no former one.");
        }
        erasing.ifPresent(words -> finish(organizationId, List.of(id), words));
    }

    private boolean begin(Transaction tx, OrganizationId organizationId, UserId id, Actor actor) {
        Optional<Integer> present = tx.mapper(UserMapper.class).lockVersion(organizationId, id);
        boolean begun = present.isPresent()
                ? archive(tx, organizationId, id, present.get())
                : tx.mapper(FormerUserMapper.class).startErasing(organizationId, id, Optional.empty()) > 0;
        return begun && recorded(tx, organizationId, id, actor);
    }

    /** Begins to erase a present user who has been inactive since then. @return whether it did */
    boolean beginWithInactive(Transaction tx, OrganizationId organizationId, UserId id, Instant since, Actor actor) {
        return tx.mapper(UserMapper.class)
                .lockVersionOfInactive(organizationId, id, since)
                .filter(version -> archive(tx, organizationId, id, version) && recorded(tx, organizationId, id, actor))
                .isPresent();
    }

    /** Begins to erase a former user who was deleted before then. @return whether it did */
    boolean beginWithFormer(Transaction tx, OrganizationId organizationId, UserId id, Instant since, Actor actor) {
        return tx.mapper(FormerUserMapper.class).startErasing(organizationId, id, Optional.of(since)) > 0
                && recorded(tx, organizationId, id, actor);
    }

    private boolean archive(Transaction tx, OrganizationId organizationId, UserId id, int version) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return formerUsers.archive(tx, organizationId, id, version, now, true);
    }

    private boolean recorded(Transaction tx, OrganizationId organizationId, UserId id, Actor actor) {
        activity.record(tx, organizationId, ActivityKind.USER_ERASED, id, Scrub.ERASED, actor);
        return true;
    }

    /** Ends every erasure that was begun in the organization, by whomever. */
    void finishBegun(OrganizationId organizationId) {
        List<UserId> some;
        do {
            some = database.read(tx -> tx.mapper(FormerUserMapper.class).listErasing(organizationId, TOGETHER));
            finishAll(organizationId, some);
        } while (!some.isEmpty());
    }

    /** Documents are read one at a time, since they may be large. */
    private void finishAll(OrganizationId organizationId, List<UserId> users) {
        List<UserId> group = new ArrayList<>();
        Mentions words = Mentions.NONE;
        for (UserId user : users) {
            Optional<Mentions> more = mentions(organizationId, user);
            if (more.isPresent()) {
                words = words.and(more.get());
                group.add(user);
            }
            if (words.length() > MAX_WORDS) {
                finish(organizationId, group, words);
                group.clear();
                words = Mentions.NONE;
            }
        }
        finish(organizationId, group, words);
    }

    /** Returns what names the person; empty if somebody else has just ended the erasure. */
    private Optional<Mentions> mentions(OrganizationId organizationId, UserId id) {
        return database.read(tx -> {
                    FormerUserMapper mapper = tx.mapper(FormerUserMapper.class);
                    mapper.findErasingLength(organizationId, id).ifPresent(memory::reserveText);
                    return mapper.findErasing(organizationId, id);
                })
                .map(ErasingRow::toMentions);
    }

    private void finish(OrganizationId organizationId, List<UserId> users, Mentions words) {
        if (users.isEmpty()) {
            return;
        }
        users.forEach(user -> scrub.entriesOf(organizationId, user));
        scrub.refusals(organizationId, words);
        users.forEach(
                user -> database.write(tx -> tx.mapper(FormerUserMapper.class).endErasing(organizationId, user)));
    }
}
