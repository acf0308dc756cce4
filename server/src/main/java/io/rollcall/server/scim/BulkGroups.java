package io.rollcall.server.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.limits.WrittenBytes;
import io.rollcall.server.scim.bulk.BulkEndpoint;
import io.rollcall.server.scim.groups.GroupOperations;
import io.rollcall.server.scim.groups.GroupOperations.StoredGroup;
import io.rollcall.server.scim.scimple.EntityTags;
import io.rollcall.server.scim.scimple.ScimCaller;
import java.util.Optional;
import java.util.function.Supplier;

/** Bulk operations on the Groups of one caller's organization (RFC 7644 section 3.7). */
record BulkGroups(GroupOperations groups, WorkingMemory memory, WrittenBytes bytes, ScimCaller caller)
        implements BulkEndpoint {

    @Override
    public Written create(ObjectNode data) {
        return written(() -> groups.create(caller, data));
    }

    @Override
    public Written replace(String id, ObjectNode data, Optional<String> version) {
        return written(() -> groups.replace(caller, id, data, EntityTags.ifMatch(version)));
    }

    @Override
    public Written patch(String id, ObjectNode data, Optional<String> version) {
        return written(() -> groups.patch(caller, id, data, EntityTags.ifMatch(version)));
    }

    @Override
    public void delete(String id, Optional<String> version) {
        bytes.count(caller.organization(), 0);
        groups.delete(caller, id, EntityTags.ifMatch(version));
    }

    /** Counts an operation besides its part of the request's body, which is counted already. */
    private Written written(Supplier<StoredGroup> operation) {
        bytes.count(caller.organization(), 0);
        return memory.during(() -> {
            StoredGroup group = operation.get();
            return new Written(group.group().id().toString(), group.location(), group.entityTag());
        });
    }
}
