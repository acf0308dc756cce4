package io.rollcall.server.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.scim.bulk.BulkEndpoint;
import io.rollcall.server.scim.scimple.EntityTags;
import io.rollcall.server.scim.scimple.ScimCaller;
import io.rollcall.server.scim.scimple.StoredUser;
import io.rollcall.server.scim.scimple.UserOperations;
import java.util.Optional;
import java.util.function.Supplier;

/** The operations of bulk requests on one caller's Users (RFC 7644 section 3.7). */
record BulkUsers(UserOperations users, WorkingMemory memory, ScimCaller caller) implements BulkEndpoint {

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
        return written(() -> users.patch(caller, id, data, EntityTags.ifMatch(version)));
    }

    @Override
    public void delete(String id, Optional<String> version) {
        memory.during(() -> {
            users.delete(caller, id, EntityTags.ifMatch(version));
            return id;
        });
    }

    /** The documents of one operation are gone before those of the next are read. */
    private Written written(Supplier<StoredUser> operation) {
        return memory.during(() -> {
            StoredUser user = operation.get();
            return new Written(user.getId(), user.location(), user.entityTag());
        });
    }
}
