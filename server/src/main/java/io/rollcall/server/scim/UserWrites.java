package io.rollcall.server.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.extensions.RoleAttribute;
import io.rollcall.server.scim.document.WrittenDocument;
import io.rollcall.server.scim.patch.Patch;
import io.rollcall.server.scim.protocol.ScimProblem;
import io.rollcall.server.users.User;
import io.rollcall.server.users.UserProfile;
import io.rollcall.server.users.UserUpdate;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Turns what was written of a User into what is stored, whoever wrote it. */
record UserWrites(UserRepositories parts) {

    /** A new user (RFC 7644 section 3.3). */
    UserProfile created(WrittenDocument written) {
        return parts.representation().toProfile(parts.rules().create(written)).ignoring(written.ignored());
    }

    /** What replaces the user (RFC 7644 section 3.5.1); empty where that changes nothing. */
    Optional<UserUpdate> replaced(User user, WrittenDocument written) {
        return changed(user, stored -> parts.rules().replace(stored, written), written.ignored());
    }

    /** The user patched (RFC 7644 section 3.5.2); empty where that changes nothing. */
    Optional<UserUpdate> patched(User user, Patch patch) {
        return changed(user, patch::apply, patch.ignored());
    }

    private Optional<UserUpdate> changed(User user, UnaryOperator<ObjectNode> change, String ignored) {
        ObjectNode before = parts.json().read(user.document());
        ObjectNode after = change.apply(before);
        if (after.equals(before)) {
            return Optional.empty();
        }
        UserUpdate update = update(before, after, ignored);
        requireSize(update.profile().document().length(), user.document().length());
        return Optional.of(update);
    }

    /** Changes may add up to more than any client could send at once, or read. */
    private void requireSize(int length, int before) {
        int most = parts.limits().maxBodyBytes();
        if (length > most && length > before) {
            throw new ScimProblem(
                    ScimProblem.Type.INVALID_VALUE,
                    "The User would have %d characters; the most is %d. Store less in it.".formatted(length, most));
        }
    }

    private UserUpdate update(ObjectNode before, ObjectNode after, String ignored) {
        UserProfile profile = parts.representation().toProfile(after).ignoring(ignored);
        return new UserUpdate(
                profile,
                before.path("active").booleanValue() != profile.active(),
                !role(before).equals(profile.role()),
                !profile.values().equals(parts.representation().values(before)));
    }

    private static Optional<String> role(ObjectNode document) {
        return Optional.ofNullable(document.path(RoleAttribute.NAME).textValue());
    }
}
