package io.rollcall.server.transfer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.AuditEvent;
import io.rollcall.server.audit.AuditKind;
import io.rollcall.server.audit.AuditOutcome;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.transfer.Format.LineReader;
import io.rollcall.server.transfer.ImportTally.Outcome;
import io.rollcall.server.transfer.UserDocuments.Written;
import io.rollcall.server.users.Folding;
import io.rollcall.server.users.User;
import io.rollcall.server.users.UserUpdate;
import io.rollcall.server.users.Users;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * Makes and changes users as a file says, each in a transaction of its own, so that an import that breaks off is ended by
 * doing it again. A line that is refused stops no other. Memory does not grow with the file.
 */
public final class UserImport {
    /** So many lines are in memory at a time. */
    private static final int BATCH = 1_000;

    /** Their commits share the disk's time. */
    private static final int WRITERS = 8;

    private final Users users;
    private final UserDocuments documents;
    private final Roles roles;
    private final Audit audit;

    public UserImport(Users users, UserDocuments documents, Roles roles, Audit audit) {
        this.users = users;
        this.documents = documents;
        this.roles = roles;
        this.audit = audit;
    }

    /**
     * Imports a file.
     *
     * @param dryRun whether nothing is written, and only said what would be
     * @param progress hears now and then how many lines are done
     * @throws Refusal INVALID where the file as a whole cannot be read
     */
    public ImportReport read(
            OrganizationId organization, Format format, Reader file, boolean dryRun, Actor actor, LongConsumer progress)
            throws IOException {
        ImportTally tally = new ImportTally();
        boolean ended = false;
        try {
            read(organization, format, file, dryRun, actor, progress, tally);
            ended = true;
            return tally.report();
        } finally {
            if (!dryRun) {
                record(organization, tally.report(), ended ? AuditOutcome.SUCCEEDED : AuditOutcome.FAILED, actor);
            }
        }
    }

    private void record(OrganizationId organization, ImportReport report, AuditOutcome outcome, Actor actor) {
        audit.record(AuditEvent.of(AuditKind.USERS_IMPORTED, actor, "")
                .in(organization)
                .with(report.json())
                .ending(outcome));
    }

    private void read(
            OrganizationId organization,
            Format format,
            Reader file,
            boolean dryRun,
            Actor actor,
            LongConsumer progress,
            ImportTally tally)
            throws IOException {
        LineReader lines = format.read(file);
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            List<ImportedLine> batch = next(lines, tally);
            while (!batch.isEmpty()) {
                apply(writers, batch, line -> apply(organization, line, dryRun, actor, tally));
                progress.accept(tally.report().lines());
                batch = next(lines, tally);
            }
        } finally {
            writers.shutdown();
        }
    }

    private static List<ImportedLine> next(LineReader lines, ImportTally tally) throws IOException {
        List<ImportedLine> batch = new ArrayList<>();
        boolean ended = false;
        while (!ended && batch.size() < BATCH) {
            try {
                Optional<ImportedLine> line = lines.next();
                line.ifPresent(batch::add);
                ended = line.isEmpty();
            } catch (WrongLine wrong) {
                tally.add(wrong.problem());
            }
        }
        return batch;
    }

    /** Lines about the same user are done by the same writer, one after the other. */
    private static void apply(ExecutorService writers, List<ImportedLine> batch, Consumer<ImportedLine> work) {
        List<? extends Future<?>> parts = IntStream.range(0, WRITERS)
                .mapToObj(part -> writers.submit(() -> batch.stream()
                        .filter(line -> Math.floorMod(key(line).hashCode(), WRITERS) == part)
                        .forEach(work)))
                .toList();
        for (Future<?> part : parts) {
            try {
                part.get();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while importing", interrupted);
            } catch (ExecutionException failure) {
                throw new IllegalStateException("the import broke off; do it again to end it", failure.getCause());
            }
        }
    }

    private static String key(ImportedLine line) {
        return Folding.fold(line.content().userName());
    }

    private void apply(OrganizationId organization, ImportedLine line, boolean dryRun, Actor actor, ImportTally tally) {
        try {
            Optional<User> stored = users.findByName(organization, key(line));
            Outcome outcome = stored.isPresent()
                    ? change(organization, stored.get(), line, dryRun, actor)
                    : create(organization, line, dryRun, actor);
            tally.add(outcome);
        } catch (Refusal refusal) {
            tally.add(new LineProblem(line.number(), refusal.getMessage()));
        }
    }

    private Outcome create(OrganizationId organization, ImportedLine line, boolean dryRun, Actor actor) {
        Written written = written(line, JsonNodeFactory.instance.objectNode());
        if (dryRun) {
            requireGrantable(organization, written.created().role(), actor);
        } else {
            users.create(organization, written.created(), written::created, actor);
        }
        return Outcome.CREATED;
    }

    private Outcome change(OrganizationId organization, User stored, ImportedLine line, boolean dryRun, Actor actor) {
        if (dryRun) {
            return written(line, JsonLines.document(stored.document()))
                    .replacing(stored)
                    .map(update -> {
                        requireGrantable(organization, update, actor);
                        return Outcome.CHANGED;
                    })
                    .orElse(Outcome.UNCHANGED);
        }
        User after = users.update(
                organization, stored.id(), actor, current -> written(line, JsonLines.document(current.document()))
                        .replacing(current));
        return after.version() == stored.version() ? Outcome.UNCHANGED : Outcome.CHANGED;
    }

    private Written written(ImportedLine line, ObjectNode stored) {
        return documents.read(line.content().over(stored).toString());
    }

    private void requireGrantable(OrganizationId organization, UserUpdate update, Actor actor) {
        if (update.roleChanged()) {
            requireGrantable(organization, update.profile().role(), actor);
        }
    }

    /** What writing would ask, too. */
    private void requireGrantable(OrganizationId organization, Optional<String> role, Actor actor) {
        role.ifPresent(value -> roles.catalogue(organization).requireGrantable(value, actor.kind()));
    }
}
