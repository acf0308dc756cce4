package io.rollcall.server.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.limits.WrittenBytes;
import io.rollcall.server.scim.bulk.BulkEndpoint;
import io.rollcall.server.scim.scimple.EntityTags;
import io.rollcall.server.scim.scimple.ScimCaller;
import io.rollcall.server.scim.scimple.StoredUser;
import io.rollcall.server.scim.scimple.UserOperations;
import java.util.Optional;
import java.util.function.Supplier;

/** Bulk operations on the Users of one caller's organization (RFC 7644 section 3.7). */
record BulkUsers(UserOperations users, WorkingMemory memory, WrittenBytes bytes, ScimCaller caller)
        implements BulkEndpoint {

    @Override
    public Written create(ObjectNode data) {
        return written(() -> users.create(caller, data));
    }

    @Override
    public Written replace(String id, ObjectNode data, Optional<String> version) {
        return written(() -> users.replace(caller, id, data, EntityTags.ifMatch(version)));
    }

    @Override
    public Written patch(String id, ObjectNode data, Optional<String> version) {
        return written(() -> {
            StoredUser user = users.patch(caller, id, data, EntityTags.ifMatch(version));
            bytes.countMore(caller.organization(), user.user().document().length());
            return user;
        });
    }

    @Override
    public void delete(String id, Optional<String> version) {
        countOperation();
        memory.during(() -> {
            users.delete(caller, id, EntityTags.ifMatch(version));
            return id;
        });
    }

    /** Counts an operation besides its part of the request's body, which is counted already. */
    private void countOperation() {
        bytes.count(caller.organization(), 0);
    }

    /** Releases the memory of an operation's documents before the next operation. */
    private Written written(Supplier<StoredUser> operation) {
        countOperation();
        return memory.during(() -> {
            StoredUser user = operation.get();
            return new Written(user.getId(), user.location(), user.entityTag());
        });
    }
}
