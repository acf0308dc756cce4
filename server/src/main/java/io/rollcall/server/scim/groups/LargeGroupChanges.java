package io.rollcall.server.scim.groups;

import io.rollcall.server.groups.GroupMembers;
import io.rollcall.server.groups.MemberChanges;
import io.rollcall.server.kernel.GroupId;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.limits.ConcurrencyLimit;
import io.rollcall.server.limits.WrittenBytes;
import java.util.List;
import java.util.function.Supplier;

/**
 * Limits on changes that concern many members of a group, since a request of a hundred bytes can remove all: few run at once, and
 * the rows that they write count like bytes of a body.
 */
public final class LargeGroupChanges {
    private static final int LARGE = 1_000;

    /** Bytes of the event of a member that joins or leaves, with its part of the indexes. */
    private static final int BYTES_OF_EVENT = 700;

    private final GroupMembers members;
    private final ConcurrencyLimit limit;
    private final WrittenBytes writtenBytes;

    public LargeGroupChanges(GroupMembers members, ConcurrencyLimit limit, WrittenBytes writtenBytes) {
        this.members = members;
        this.limit = limit;
        this.writtenBytes = writtenBytes;
    }

    /**
     * Runs the change of a new group.
     *
     * @throws io.rollcall.server.kernel.Refusal TOO_MANY or BUSY if it is large and others run
     */
    <T> T run(OrganizationId organization, MemberChanges changes, Supplier<T> change) {
        int named = changes.named();
        return named <= LARGE ? change.get() : runLarge(organization, () -> (long) named, change);
    }

    /**
     * Runs the change of a stored group.
     *
     * @throws io.rollcall.server.kernel.Refusal TOO_MANY or BUSY if it is large and others run
     */
    <T> T run(OrganizationId organization, GroupId group, MemberChanges changes, Supplier<T> change) {
        if (!changes.replace()) {
            return run(organization, changes, change);
        }
        int named = changes.named();
        return named + stored(organization, group, LARGE + 1) <= LARGE
                ? change.get()
                : runLarge(
                        organization, () -> Math.abs(named - stored(organization, group, Integer.MAX_VALUE)), change);
    }

    /** Returns the number of members, up to a maximum. */
    private long stored(OrganizationId organization, GroupId group, int max) {
        return members.counts(organization, List.of(group), max).getOrDefault(group, 0L);
    }

    /** @param moved returns the number of members that join or leave, about; called before the change */
    private <T> T runLarge(OrganizationId organization, Supplier<Long> moved, Supplier<T> change) {
        return limit.run(organization, () -> {
            long rows = moved.get();
            T result = change.get();
            writtenBytes.countMore(organization, rows * BYTES_OF_EVENT);
            return result;
        });
    }
}
