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
        return run(organization, changes.named(), changes.named(), change);
    }

    /**
     * Runs the change of a stored group.
     *
     * @throws io.rollcall.server.kernel.Refusal TOO_MANY or BUSY if it is large and others run
     */
    <T> T run(OrganizationId organization, GroupId group, MemberChanges changes, Supplier<T> change) {
        long named = changes.named();
        if (!changes.replace()) {
            return run(organization, named, named, change);
        }
        long stored =
                members.counts(organization, List.of(group), Integer.MAX_VALUE).getOrDefault(group, 0L);
        return run(organization, named + stored, Math.abs(named - stored), change);
    }

    /** @param compared number of members that are read @param written of those that join or leave, about */
    private <T> T run(OrganizationId organization, long compared, long written, Supplier<T> change) {
        if (compared <= LARGE) {
            return change.get();
        }
        T result = limit.run(organization, change);
        writtenBytes.countMore(organization, written * BYTES_OF_EVENT);
        return result;
    }
}
