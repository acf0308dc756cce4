package io.rollcall.server.scim.scimple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.importexport.UserDocuments;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.scim.document.References;
import io.rollcall.server.scim.document.WrittenDocument;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.users.User;
import io.rollcall.server.users.UserProfile;
import io.rollcall.server.users.UserUpdate;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.directory.scim.spec.extension.EnterpriseExtension;

/** Users that are imported, by the same rules as those that identity providers send. */
record ImportedUsers(UserRepositories parts, UserWrites writes) implements UserDocuments {

    @Override
    public Written read(String document) {
        try {
            return new Imported(parts, writes, parts.reader().read(parts.json().read(document)));
        } catch (ScimProblem wrong) {
            throw Refusal.invalid(wrong.getMessage());
        }
    }

    private record Imported(UserRepositories parts, UserWrites writes, WrittenDocument written) implements Written {
        private static final String MANAGER = "manager";

        @Override
        public Optional<String> manager() {
            return Optional.ofNullable(manager(written.document()).path("value").textValue());
        }

        @Override
        public Written withManager(UserId manager) {
            ObjectNode other = manager(written.document()).deepCopy();
            other.put("value", manager.toString());
            if (other.has("$ref")) {
                other.put("$ref", References.toUser(manager.toString()));
            }
            return with(other);
        }

        @Override
        public Written withManagerOf(Optional<User> user) {
            return with(user.map(User::document)
                    .map(parts.json()::read)
                    .map(Imported::manager)
                    .orElseGet(JsonNodeFactory.instance::objectNode));
        }

        private Written with(ObjectNode manager) {
            ObjectNode document = written.document().deepCopy();
            ObjectNode enterprise = document.withObject("/" + EnterpriseExtension.URN);
            if (manager.isEmpty()) {
                enterprise.remove(MANAGER);
            } else {
                enterprise.set(MANAGER, manager);
            }
            if (enterprise.isEmpty()) {
                document.remove(EnterpriseExtension.URN);
            }
            return new Imported(
                    parts,
                    writes,
                    new WrittenDocument(
                            document, written.active(), written.role(), written.extensionRole(), written.ignored()));
        }

        /** The manager in a document; an object without members if there is none. */
        private static ObjectNode manager(ObjectNode document) {
            return document.path(EnterpriseExtension.URN).path(MANAGER) instanceof ObjectNode manager
                    ? manager
                    : JsonNodeFactory.instance.objectNode();
        }

        @Override
        public UserProfile created() {
            return explained(() -> writes.created(written));
        }

        @Override
        public UserProfile created(String role) {
            return explained(() -> writes.created(written.with(role)));
        }

        @Override
        public Optional<UserUpdate> replacing(User stored) {
            return explained(() -> writes.replaced(stored, written));
        }

        private static <T> T explained(Supplier<T> work) {
            try {
                return work.get();
            } catch (ScimProblem wrong) {
                throw Refusal.invalid(wrong.getMessage());
            }
        }
    }
}
