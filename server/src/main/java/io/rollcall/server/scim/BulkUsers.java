package io.rollcall.server.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.bulk.BulkEndpoint;
import io.rollcall.server.scim.patch.Patch;
import io.rollcall.server.scim.scimple.EntityTags;
import io.rollcall.server.scim.scimple.StoredUser;
import io.rollcall.server.scim.scimple.UserDocument;
import io.rollcall.server.scim.scimple.UserRepositories;
import io.rollcall.server.scim.scimple.UserRepository;
import java.util.Optional;
import java.util.function.Supplier;

/** The operations of bulk requests on one caller's Users (RFC 7644 section 3.7). */
record BulkUsers(UserRepositories parts, UserRepository users) implements BulkEndpoint {

    @Override
    public Written create(ObjectNode data) {
        return written(() -> users.create(new UserDocument(data)));
    }

    @Override
    public Written replace(String id, ObjectNode data, Optional<String> version) {
        return written(() -> users.update(id, new UserDocument(data), EntityTags.ifMatch(version)));
    }

    @Override
    public Written patch(String id, ObjectNode data, Optional<String> version) {
        Patch patch = parts.patches().read(data);
        return written(() -> users.patch(id, patch, EntityTags.ifMatch(version)));
    }

    @Override
    public void delete(String id, Optional<String> version) {
        parts.memory().during(() -> {
            users.delete(id, EntityTags.ifMatch(version));
            return id;
        });
    }

    /** One operation's documents are gone before the next one's are read. */
    private Written written(Supplier<StoredUser> operation) {
        return parts.memory().during(() -> {
            StoredUser user = operation.get();
            return new Written(user.getId(), user.location(), user.entityTag());
        });
    }
}
