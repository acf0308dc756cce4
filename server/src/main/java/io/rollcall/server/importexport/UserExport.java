package io.rollcall.server.importexport;

import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.AuditEvent;
import io.rollcall.server.audit.AuditKind;
import io.rollcall.server.importexport.CsvColumn.Columns;
import io.rollcall.server.importexport.Format.LineWriter;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.users.User;
import io.rollcall.server.users.UserSlice;
import io.rollcall.server.users.UserSlice.PlacedUser;
import io.rollcall.server.users.Users;
import io.rollcall.server.users.query.Condition;
import io.rollcall.server.users.query.PageStart;
import io.rollcall.server.users.query.UserOrder;
import io.rollcall.server.users.query.UserQuery;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Export of an organization's users to a file, in the order of creation. It reads page by page, so that neither memory nor a
 * transaction grows with their number. Concurrent changes may or may not be included.
 */
@Singleton
public final class UserExport {
    private static final int PAGE = 500;

    private final Users users;
    private final Audit audit;
    private final Columns columns;

    @Inject
    public UserExport(Users users, Audit audit, Roles roles) {
        this.columns = Columns.of(roles.attribute());
        this.users = users;
        this.audit = audit;
    }

    /** Returns the number of users to export. */
    public long count(OrganizationId organization, ExportedUsers which) {
        return users.count(organization, which.condition());
    }

    /**
     * Writes the users. The export is recorded in the audit log first, so that none is unrecorded.
     *
     * @param progress called occasionally with the number of users so far
     * @return the number of exported users
     */
    public long write(
            OrganizationId organization,
            ExportedUsers which,
            Format format,
            Writer file,
            Actor actor,
            LongConsumer progress)
            throws IOException {
        audit.record(AuditEvent.of(AuditKind.USERS_EXPORTED, actor, "")
                .in(organization)
                .with(which.json(format, count(organization, which))));
        LineWriter lines = format.write(file, columns);
        Condition condition = which.condition();
        PageStart start = PageStart.FIRST;
        long written = 0;
        UserSlice page;
        do {
            page = users.page(organization, new UserQuery(condition, UserOrder.BY_ID, PAGE, start));
            Managers managers = Managers.of(organization, page, users);
            for (PlacedUser placed : page.users()) {
                lines.write(managers.beside(placed.user()));
                start = new PageStart.Beside(PageStart.Side.AFTER, placed.position());
            }
            written += page.users().size();
            progress.accept(written);
        } while (page.cut() || page.users().size() == PAGE);
        file.flush();
        return written;
    }

    /** UserNames of the managers of a page's users, by which an import into another organization finds them. */
    private record Managers(Map<UserId, UserId> ids, Map<UserId, String> names) {
        static Managers of(OrganizationId organization, UserSlice page, Users users) {
            Map<UserId, UserId> ids = new HashMap<>();
            page.users().stream()
                    .map(PlacedUser::user)
                    .filter(user -> user.document().contains(CsvColumn.ENTERPRISE))
                    .forEach(user -> id(user).ifPresent(manager -> ids.put(user.id(), manager)));
            return new Managers(ids, users.namesOf(organization, new HashSet<>(ids.values())));
        }

        private static Optional<UserId> id(User user) {
            return UserId.parse(JsonUsers.document(user.document())
                    .path(CsvColumn.ENTERPRISE)
                    .path("manager")
                    .path("value")
                    .asText());
        }

        ExportedUser beside(User user) {
            return new ExportedUser(
                    user, Optional.ofNullable(ids.get(user.id())).map(names::get));
        }
    }
}
