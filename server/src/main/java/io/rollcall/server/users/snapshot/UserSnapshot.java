package io.rollcall.server.users.snapshot;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.rollcall.server.database.BoundedRows;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.JsonMembers;
import io.rollcall.server.events.EventCursor;
import io.rollcall.server.events.EventLog;
import io.rollcall.server.events.UserData;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.users.snapshot.SnapshotMapper.SnapshotRow;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * All users in the form of events' data, with the cursor from which the feed of events continues. The cursor is taken before the
 * first page is read, so each change is in the users, in the feed, or in both: receivers compare versions.
 */
@Singleton
public final class UserSnapshot {
    /** Characters of stored users per page. */
    private static final long MAX_LENGTH = 1024L * 1024;

    private final Database database;
    private final EventLog log;
    private final Roles roles;
    private final WorkingMemory memory;

    @Inject
    public UserSnapshot(Database database, EventLog log, Roles roles, WorkingMemory memory) {
        this.database = database;
        this.log = log;
        this.roles = roles;
        this.memory = memory;
        database.register(SnapshotMapper.class);
        database.register(SnapshotRow.class, SnapshotRow::read);
    }

    /** User of a snapshot. @param slug its organization's @param data a JSON object */
    public record SnapshotUser(OrganizationId organization, String slug, UserId id, String data) {
        public ObjectNode json() {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.putObject("organization").put("id", organization.value()).put("slug", slug);
            json.putRawValue("data", new RawValue(data));
            return json;
        }
    }

    /** Page of a snapshot. @param next the start of the next page; empty on the last one */
    public record Page(List<SnapshotUser> users, EventCursor events, Optional<SnapshotCursor> next) {
        public Page {
            users = List.copyOf(users);
        }
    }

    /**
     * Returns a page: fewer users than the limit if they are large, but at least one if there is any.
     *
     * @param start {@link Page#next} of the previous page; empty to begin
     * @param only the only organization; empty for all
     * @throws Refusal BUSY if other requests hold too much memory
     */
    public Page page(Optional<SnapshotCursor> start, Optional<OrganizationId> only, int limit) {
        SnapshotCursor after = start.orElseGet(() -> SnapshotCursor.beginning(new EventCursor(log.newest())))
                .within(only);
        BoundedRows.Slice<SnapshotRow> slice = database.read(tx -> {
                    BoundedRows<SnapshotRow, SnapshotRow> rows =
                            new BoundedRows<>(MAX_LENGTH, memory, tx::cancel, row -> row, row -> row.document()
                                    .length());
                    tx.mapper(SnapshotMapper.class).page(after.organization(), after.user(), only, limit, rows);
                    return rows;
                })
                .slice();
        List<SnapshotRow> rows = slice.items();
        Optional<SnapshotCursor> next = slice.cut() || rows.size() == limit
                ? Optional.of(rows.get(rows.size() - 1)).map(last -> after.after(last.organization(), last.id()))
                : Optional.empty();
        return new Page(rows.stream().map(this::user).toList(), after.events(), next);
    }

    private SnapshotUser user(SnapshotRow row) {
        Optional<UserData.GivenRole> role =
                row.role().map(value -> roles.catalogue(row.organization()).given(value));
        String data = new UserData(row.id(), row.version(), JsonMembers.of(row.document()), role).json();
        return new SnapshotUser(row.organization(), row.slug(), row.id(), data);
    }
}
