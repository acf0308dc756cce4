package io.rollcall.server.users.terms;

import io.rollcall.server.database.BoundedRows;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.users.query.SearchTerms;
import io.rollcall.server.users.terms.SearchTermsMapper.FillRow;
import io.rollcall.server.users.terms.SearchTermsMapper.TermsRow;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computation of the {@link SearchTerms} of users of an earlier release, in the background. It writes few users at a time, half of
 * the time at most, and can be interrupted and repeated, also by several servers at once.
 *
 * <p>Servers of the earlier release do not write terms. So users changed since then are looked at again, an hour after all had
 * terms: by then, every server must have this release. Only then searches use the terms.
 */
@Singleton
public final class SearchTermsFill {
    static final Duration UPGRADE = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(SearchTermsFill.class);
    private static final int AT_ONCE = 100;
    private static final long MAX_LENGTH = 1024L * 1024;
    private static final UserId FIRST = new UserId(new UUID(0, 0));

    /** Servers' clocks may differ by less. */
    private static final Duration CLOCKS = Duration.ofHours(1);

    private final Database database;
    private final Organizations organizations;
    private final WorkingMemory memory;
    private final Clock clock;
    private final SearchTermsProgress progress;

    @Inject
    public SearchTermsFill(Database database, Organizations organizations, WorkingMemory memory, Clock clock) {
        this.database = database;
        this.organizations = organizations;
        this.memory = memory;
        this.clock = clock;
        this.progress = new SearchTermsProgress(database);
    }

    /** A page of users after the last one of the previous page. */
    private interface NextPage {
        void read(SearchTermsMapper mapper, TermsRow last, BoundedRows<TermsRow, TermsRow> rows);
    }

    /** Does the next step, if one is due. */
    public void run() {
        if (progress.isComplete()) {
            return;
        }
        Optional<FillRow> found =
                database.read(tx -> tx.mapper(SearchTermsMapper.class).find(SearchTerms.RULE));
        if (found.isEmpty()) {
            return;
        }
        FillRow fill = found.get();
        if (fill.filled() == null) {
            organizations.list().forEach(organization -> fill(organization.id(), true));
            if (note((mapper, now) -> mapper.setFilled(SearchTerms.RULE, now))) {
                LOG.info("Searches use their new index in an hour; stop servers of earlier releases by then");
            }
        } else if (!clock.instant().isBefore(fill.filled().plus(UPGRADE))) {
            Instant since = fill.begun().minus(CLOCKS);
            organizations.list().forEach(organization -> renew(organization, since));
            if (note((mapper, now) -> mapper.setCompleted(SearchTerms.RULE, now))) {
                LOG.info("Searches use their new index");
            }
        }
    }

    private interface Note {
        void write(SearchTermsMapper mapper, Instant now);
    }

    /** Returns false, and writes nothing, if the server stops: the step is not complete. */
    private boolean note(Note note) {
        return !Thread.currentThread().isInterrupted()
                && database.write(tx -> {
                    note.write(tx.mapper(SearchTermsMapper.class), clock.instant());
                    return true;
                });
    }

    /** Computes the terms of users who have none. @param pausing whether to use half of the time at most */
    public void fill(OrganizationId id, boolean pausing) {
        each(
                id,
                start(Instant.EPOCH),
                pausing,
                (mapper, last, rows) -> mapper.listUnfilled(id, last.id(), AT_ONCE, rows));
    }

    private void renew(Organization organization, Instant since) {
        OrganizationId id = organization.id();
        each(
                id,
                start(since),
                true,
                (mapper, last, rows) -> mapper.listChanged(id, last.lastModified(), last.id(), AT_ONCE, rows));
    }

    private static TermsRow start(Instant since) {
        return new TermsRow(FIRST, 0, since, "");
    }

    private void each(OrganizationId id, TermsRow start, boolean pausing, NextPage page) {
        TermsRow last = start;
        boolean more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            long begun = System.nanoTime();
            TermsRow after = last;
            BoundedRows.Slice<TermsRow> slice = database.read(tx -> {
                        BoundedRows<TermsRow, TermsRow> rows =
                                new BoundedRows<>(MAX_LENGTH, memory, tx::cancel, row -> row, row -> row.search()
                                        .length());
                        page.read(tx.mapper(SearchTermsMapper.class), after, rows);
                        return rows;
                    })
                    .slice();
            List<TermsRow> users = slice.items();
            if (!users.isEmpty()) {
                database.write(tx -> write(tx, id, users));
                last = users.get(users.size() - 1);
            }
            more = slice.cut() || users.size() == AT_ONCE;
            if (more && pausing) {
                LockSupport.parkNanos(System.nanoTime() - begun);
            }
        }
    }

    private static int write(Transaction tx, OrganizationId id, List<TermsRow> users) {
        SearchTermsMapper mapper = tx.mapper(SearchTermsMapper.class);
        return users.stream()
                .mapToInt(user -> mapper.update(id, user.id(), user.version(), SearchTerms.of(user.search())))
                .sum();
    }
}
