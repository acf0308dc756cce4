package io.rollcall.server.scim.scimple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.importexport.UserDocuments;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.scim.document.DocumentReader;
import io.rollcall.server.scim.document.References;
import io.rollcall.server.scim.document.WrittenDocument;
import io.rollcall.server.scim.scimple.protocol.ScimJson;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.users.User;
import io.rollcall.server.users.UserProfile;
import io.rollcall.server.users.UserProfile.UserUpdate;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.directory.scim.spec.extension.EnterpriseExtension;

/** Adapter for imported users, which are validated and written like those of identity providers. */
record ImportedUsers(UserOperations operations, DocumentReader reader, UserWrites writes, ScimJson json)
        implements UserDocuments {
    /** Base URL of imported Users, whose location is never shown. */
    private static final String NO_URL = "";

    @Override
    public Written read(String document) {
        return explained(() -> new Imported(this, reader.read(json.read(document))));
    }

    @Override
    public User create(OrganizationId organization, Written user, Actor actor) {
        ScimCaller caller = new ScimCaller(organization, NO_URL, actor);
        return explained(() -> operations.create(caller, UserDocument.of(document(user))))
                .user();
    }

    @Override
    public User update(OrganizationId organization, UserId id, Function<User, Written> change, Actor actor) {
        ScimCaller caller = new ScimCaller(organization, NO_URL, actor);
        UserDocument user = UserDocument.over(stored -> document(change.apply(stored)));
        return explained(() -> operations.replace(caller, id.toString(), user, EntityTags.none()))
                .user();
    }

    private static WrittenDocument document(Written user) {
        return ((Imported) user).written();
    }

    private static <T> T explained(Supplier<T> work) {
        try {
            return work.get();
        } catch (ScimProblem wrong) {
            throw Refusal.invalid(wrong.getMessage());
        }
    }

    private record Imported(ImportedUsers users, WrittenDocument written) implements Written {
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
                    .map(users.json()::read)
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
                    users,
                    new WrittenDocument(
                            document, written.active(), written.role(), written.extensionRole(), written.ignored()));
        }

        /** Returns the manager in a document; an empty object if there is none. */
        private static ObjectNode manager(ObjectNode document) {
            return document.path(EnterpriseExtension.URN).path(MANAGER) instanceof ObjectNode manager
                    ? manager
                    : JsonNodeFactory.instance.objectNode();
        }

        @Override
        public UserProfile created() {
            return explained(() -> users.writes().created(written));
        }

        @Override
        public Optional<UserUpdate> replacing(User stored) {
            return explained(() -> users.writes().replaced(stored, written));
        }
    }
}
