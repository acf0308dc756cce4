package io.rollcall.server.importexport;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.importexport.ImportTally.Outcome;
import io.rollcall.server.importexport.ManagerChoice.AsWritten;
import io.rollcall.server.importexport.ManagerChoice.Mapped;
import io.rollcall.server.importexport.ManagerChoice.Unknown;
import io.rollcall.server.importexport.UserDocuments.Written;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.users.User;
import io.rollcall.server.users.UserProfile;
import io.rollcall.server.users.UserProfile.UserUpdate;
import io.rollcall.server.users.Users;
import io.rollcall.server.users.query.CaseFolding;
import java.util.BitSet;
import java.util.Optional;

/**
 * Import of single lines. If a manager is not found, the user is deferred to the last pass, since a later line may create the
 * manager. A new user is created at once without a manager, because other lines may refer to it.
 */
final class LineImport {
    private final Users users;
    private final UserDocuments documents;
    private final Roles roles;
    private final Destination destination;
    private final ManagerLookup managers;
    private final ImportTally tally;
    private final BitSet waiting = new BitSet();
    private final BitSet made = new BitSet();

    LineImport(
            Users users,
            UserDocuments documents,
            Roles roles,
            Destination destination,
            ManagerLookup managers,
            ImportTally tally) {
        this.users = users;
        this.documents = documents;
        this.roles = roles;
        this.destination = destination;
        this.managers = managers;
        this.tally = tally;
    }

    /** Organization and actor of an import. @param dryRun whether nothing is written */
    record Destination(OrganizationId organization, Actor actor, boolean dryRun) {}

    /** A line with the stored state of its user. */
    private record Meeting(ImportedLine line, Optional<User> stored, Written written, ManagerChoice manager) {
        boolean isWaiting() {
            return manager instanceof Unknown;
        }
    }

    /** Announces a line in the order of the file, before any thread writes it. */
    void announce(ImportedLine line) {
        managers.claim(line);
    }

    /** Creates or changes the user of a line, in the first pass. */
    void write(ImportedLine line) {
        try {
            Meeting meeting = meeting(line);
            if (meeting.isWaiting() && meeting.stored().isPresent()) {
                managers.note(line, meeting.stored().get().id());
                waitFor(line, false);
                return;
            }
            tally.add(write(meeting));
            if (meeting.isWaiting()) {
                waitFor(line, true);
            } else {
                count(meeting);
            }
        } catch (Refusal refusal) {
            tally.add(new ImportReport.Problem(line.number(), refusal.getMessage()));
        }
    }

    private synchronized void waitFor(ImportedLine line, boolean isMade) {
        int number = Math.toIntExact(line.number());
        waiting.set(number);
        made.set(number, isMade);
    }

    /** Begins the last pass. @return whether any user was deferred to it */
    synchronized boolean beginLastPass() {
        managers.complete();
        return !waiting.isEmpty();
    }

    /** Returns whether the user of a line was deferred to the last pass. */
    synchronized boolean isWaiting(long line) {
        return waiting.get(Math.toIntExact(line));
    }

    private synchronized boolean isMade(long line) {
        return made.get(Math.toIntExact(line));
    }

    /** Sets the manager of a deferred user, in the last pass. */
    void finish(ImportedLine line) {
        boolean isMade = isMade(line.number());
        try {
            Meeting meeting = meeting(line);
            if (!isMade) {
                tally.add(write(meeting));
            } else if (meeting.stored().isPresent() && meeting.manager() instanceof Mapped) {
                write(meeting);
            }
            count(meeting);
        } catch (Refusal refusal) {
            ImportReport.Problem problem = new ImportReport.Problem(line.number(), refusal.getMessage());
            if (isMade) {
                tally.addSkippedManager(problem);
            } else {
                tally.add(problem);
            }
        }
    }

    private void count(Meeting meeting) {
        if (meeting.manager() instanceof Mapped) {
            tally.add(Outcome.MANAGER_MAPPED);
        } else if (meeting.manager() instanceof Unknown unknown) {
            tally.addSkippedManager(new ImportReport.Problem(meeting.line().number(), managers.why(unknown)));
        }
    }

    private Meeting meeting(ImportedLine line) {
        Optional<User> stored = users.findByName(
                destination.organization(), CaseFolding.fold(line.content().userName()));
        ObjectNode document = document(stored);
        Optional<String> before = Optional.ofNullable(document.path(CsvColumn.ENTERPRISE)
                .path("manager")
                .path("value")
                .textValue());
        Written written = documents.read(line.content().over(document).toString());
        ManagerChoice manager = line.content().saysManager()
                ? managers.choose(written.manager(), before, line.content().managerNames())
                : new AsWritten();
        return new Meeting(line, stored, written, manager);
    }

    private static ObjectNode document(Optional<User> stored) {
        return stored.map(user -> JsonUsers.document(user.document())).orElseGet(JsonNodeFactory.instance::objectNode);
    }

    private Outcome write(Meeting meeting) {
        return meeting.stored().isPresent() ? change(meeting, meeting.stored().get()) : create(meeting);
    }

    private Outcome create(Meeting meeting) {
        Written written = meeting.manager().applied(meeting.written(), Optional.empty());
        if (destination.dryRun()) {
            UserProfile profile = written.created();
            requireGrantable(profile.role());
            managers.plan(meeting.line(), profile);
        } else {
            User created = documents.create(destination.organization(), written, destination.actor());
            managers.note(meeting.line(), created.id());
        }
        return Outcome.CREATED;
    }

    private Outcome change(Meeting meeting, User stored) {
        managers.note(meeting.line(), stored.id());
        if (destination.dryRun()) {
            return meeting.manager()
                    .applied(meeting.written(), Optional.of(stored))
                    .replacing(stored)
                    .map(this::grantable)
                    .orElse(Outcome.UNCHANGED);
        }
        User after = documents.update(
                destination.organization(),
                stored.id(),
                current -> meeting.manager().applied(over(meeting, current), Optional.of(current)),
                destination.actor());
        return after.version() == stored.version() ? Outcome.UNCHANGED : Outcome.CHANGED;
    }

    private Written over(Meeting meeting, User current) {
        return meeting.stored().equals(Optional.of(current))
                ? meeting.written()
                : documents.read(meeting.line()
                        .content()
                        .over(document(Optional.of(current)))
                        .toString());
    }

    private Outcome grantable(UserUpdate update) {
        if (update.roleChanged()) {
            requireGrantable(update.profile().role());
        }
        return Outcome.CHANGED;
    }

    /** Refuses a role that could not be written, for the dry run. */
    private void requireGrantable(Optional<String> role) {
        role.ifPresent(value -> roles.catalogue(destination.organization())
                .requireGrantable(value, destination.actor().kind()));
    }
}
