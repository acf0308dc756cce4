package io.rollcall.server.importexport;

import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.AuditEntry;
import io.rollcall.server.audit.AuditEvent;
import io.rollcall.server.audit.AuditKind;
import io.rollcall.server.importexport.Format.Lines;
import io.rollcall.server.importexport.Format.RawLine;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.users.Users;
import io.rollcall.server.users.query.CaseFolding;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/**
 * Import of users from a file. Each line has its own transaction, so that an interrupted import can be repeated, and a refused
 * line does not stop the others. The whole file is checked before anything is written, so that an unreadable one changes
 * nothing. Memory grows by some 50 bytes per line.
 */
@Singleton
public final class UserImport {
    private static final int CHECKED_AT_A_TIME = 1_000;

    private final Users users;
    private final UserDocuments documents;
    private final Roles roles;
    private final Audit audit;
    private final ImportConfig config;

    @Inject
    public UserImport(Users users, UserDocuments documents, Roles roles, Audit audit, ImportConfig config) {
        this.users = users;
        this.documents = documents;
        this.roles = roles;
        this.audit = audit;
        this.config = config;
    }

    /**
     * Imports a file.
     *
     * @param dryRun whether to report the result without writing anything
     * @throws Refusal INVALID if the file as a whole cannot be read; then nothing has changed
     */
    public ImportReport read(
            OrganizationId organization, ImportFile file, boolean dryRun, Actor actor, Progress progress)
            throws IOException {
        ImportTally tally = new ImportTally();
        boolean ended = false;
        try {
            long lines = check(file, progress);
            LineImport imported = new LineImport(
                    users,
                    documents,
                    roles,
                    new LineImport.Destination(organization, actor, dryRun),
                    new ManagerLookup(users, organization),
                    tally);
            read(file, imported, tally, done -> progress.imported(done, lines));
            ended = true;
            return tally.report();
        } finally {
            if (!dryRun) {
                record(
                        organization,
                        tally.report(),
                        ended ? AuditEntry.Outcome.SUCCEEDED : AuditEntry.Outcome.FAILED,
                        actor);
            }
        }
    }

    private void read(ImportFile file, LineImport imported, ImportTally tally, LongConsumer progress)
            throws IOException {
        ImportedNames names = new ImportedNames();
        try (LineBatches batches = new LineBatches(file, config)) {
            batches.read(
                    line -> {
                        Optional<ImportedLine> user = parsed(line, names, tally);
                        user.ifPresent(imported::announce);
                        return user;
                    },
                    imported::write,
                    () -> progress.accept(tally.report().lines()));
            if (imported.beginLastPass()) {
                batches.read(
                        line -> imported.isWaiting(line.number()) ? parsed(line) : Optional.empty(),
                        imported::finish,
                        () -> progress.accept(tally.report().lines()));
            }
        }
    }

    private static Optional<ImportedLine> parsed(RawLine raw, ImportedNames names, ImportTally tally) {
        try {
            ImportedLine line = raw.parse();
            String userName = line.content().userName();
            OptionalLong earlier = userName.isEmpty()
                    ? OptionalLong.empty()
                    : names.noteOrFind(CaseFolding.fold(userName), line.number());
            if (earlier.isEmpty()) {
                return Optional.of(line);
            }
            tally.add(new ImportReport.Problem(
                    line.number(),
                    "Line " + earlier.getAsLong() + " is about the same userName, '" + userName
                            + "'. Keep one of the two lines."));
        } catch (WrongLine wrong) {
            tally.add(wrong.problem());
        }
        return Optional.empty();
    }

    /** Parses a line that the check has accepted. */
    private static Optional<ImportedLine> parsed(RawLine raw) {
        try {
            return Optional.of(raw.parse());
        } catch (WrongLine changed) {
            return Optional.empty();
        }
    }

    private void record(OrganizationId organization, ImportReport report, AuditEntry.Outcome outcome, Actor actor) {
        audit.record(AuditEvent.of(AuditKind.USERS_IMPORTED, actor, "")
                .in(organization)
                .with(report.json())
                .ending(outcome));
    }

    /** Reads the whole file. @return the number of lines that are not blank */
    private long check(ImportFile file, Progress progress) throws IOException {
        long count = 0;
        try (Lines lines = Format.open(file, config)) {
            while (lines.next().isPresent()) {
                count++;
                if (count % CHECKED_AT_A_TIME == 0) {
                    progress.checked(count);
                }
            }
        }
        return count;
    }

    /** Listener for the progress of an import. */
    public interface Progress {
        /** Listener that does nothing. */
        Progress NONE = new Progress() {
            @Override
            public void checked(long lines) {
                // nobody watches
            }

            @Override
            public void imported(long lines, long all) {
                // nobody watches
            }
        };

        /** Reports the number of checked lines. */
        void checked(long lines);

        /** Reports the number of imported lines. */
        void imported(long lines, long all);
    }
}
