package io.rollcall.server.users.snapshot;

import io.rollcall.server.events.EventCursor;
import io.rollcall.server.events.OpaqueText;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/**
 * Place in a snapshot, as opaque text.
 *
 * @param events the position from which the feed continues, taken before the first page was read
 * @param organization with the next parameter, the last user of the previous page
 */
public record SnapshotCursor(EventCursor events, OrganizationId organization, UserId user) {
    private static final int FORMAT = 2;
    private static final int LENGTH = 4 * Long.BYTES;
    private static final UserId BEFORE_ALL = new UserId(new UUID(0, 0));

    /** Returns the beginning of a snapshot. */
    static SnapshotCursor beginning(EventCursor events) {
        return new SnapshotCursor(events, new OrganizationId(0), BEFORE_ALL);
    }

    /** Returns the place within the only organization. */
    SnapshotCursor within(Optional<OrganizationId> only) {
        return only.filter(other -> other.value() > organization.value())
                .map(other -> new SnapshotCursor(events, other, BEFORE_ALL))
                .orElse(this);
    }

    SnapshotCursor after(OrganizationId lastOrganization, UserId lastUser) {
        return new SnapshotCursor(events, lastOrganization, lastUser);
    }

    @Override
    public String toString() {
        return OpaqueText.of(
                FORMAT,
                ByteBuffer.allocate(LENGTH)
                        .putLong(events.position())
                        .putLong(organization.value())
                        .putLong(user.value().getMostSignificantBits())
                        .putLong(user.value().getLeastSignificantBits())
                        .array());
    }

    /** Returns the cursor. @throws Refusal INVALID if it is not one of this server's */
    public static SnapshotCursor parse(String text) {
        ByteBuffer bytes = OpaqueText.read(FORMAT, LENGTH, text)
                .map(ByteBuffer::wrap)
                .orElseThrow(() -> Refusal.invalid(
                        "The cursor is invalid. Send 'next' of an earlier page unchanged, or no cursor to begin."));
        return new SnapshotCursor(
                new EventCursor(bytes.getLong()),
                new OrganizationId(bytes.getLong()),
                new UserId(new UUID(bytes.getLong(), bytes.getLong())));
    }
}
