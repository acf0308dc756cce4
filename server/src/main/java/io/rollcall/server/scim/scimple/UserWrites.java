package io.rollcall.server.scim.scimple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.scim.document.JsonLength;
import io.rollcall.server.scim.document.UserRepresentation;
import io.rollcall.server.scim.document.WriteRules;
import io.rollcall.server.scim.document.WrittenDocument;
import io.rollcall.server.scim.patch.Patch;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.protocol.ScimJson;
import io.rollcall.server.users.User;
import io.rollcall.server.users.UserProfile;
import io.rollcall.server.users.UserProfile.UserUpdate;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Conversion of written Users to stored ones, for all ways to write. */
record UserWrites(
        WriteRules rules, UserRepresentation representation, ScimJson json, UserSchemas schemas, int maxUserBytes) {

    /** Returns the profile of a new user (RFC 7644 section 3.3). */
    UserProfile created(WrittenDocument written) {
        UserProfile profile = representation.toProfile(rules.create(written)).ignoring(written.ignored());
        requireSize(profile.document(), 0);
        return profile;
    }

    /** Returns the update that replaces the user (RFC 7644 section 3.5.1); empty if it changes nothing. */
    Optional<UserUpdate> replaced(User user, WrittenDocument written) {
        return changed(user, stored -> rules.replace(stored, written), written.ignored());
    }

    /** Returns the update by a PATCH (RFC 7644 section 3.5.2); empty if it changes nothing. */
    Optional<UserUpdate> patched(User user, Patch patch) {
        return changed(user, stored -> reserved(user, patch.apply(stored)), patch.ignored());
    }

    /**
     * Reserves memory for the growth of a User, since a short PATCH may set a long text in many places. Memory for the stored
     * text is already reserved.
     */
    private ObjectNode reserved(User user, ObjectNode patched) {
        json.reserve((int) Math.max(0, JsonLength.of(patched) - user.document().length()));
        return patched;
    }

    private Optional<UserUpdate> changed(User user, UnaryOperator<ObjectNode> change, String ignored) {
        ObjectNode before = json.read(user.document());
        ObjectNode after = change.apply(before);
        if (after.equals(before)) {
            return Optional.empty();
        }
        UserUpdate update = update(before, after, ignored);
        requireSize(update, user.document());
        return Optional.of(update);
    }

    /**
     * Refuses a User that is too large, unless the stored one is, too, and does not grow. One byte more is allowed, since
     * deactivating changes {@code true} to {@code false}.
     */
    private void requireSize(UserUpdate update, String before) {
        String after = update.profile().document();
        if (isSurelyWithin(after)) {
            return;
        }
        boolean deactivated = update.activeChanged() && !update.profile().active();
        requireSize(after, bytes(before) + (deactivated ? 1 : 0));
    }

    private void requireSize(String document, long allowed) {
        int most = maxUserBytes;
        long bytes = isSurelyWithin(document) ? 0 : bytes(document);
        if (bytes > Math.max(most, allowed)) {
            throw Refusal.tooLarge("The User would have %d bytes as JSON; the most is %d. Store less in it, such as"
                            .formatted(bytes, most)
                    + " fewer or shorter values of multi-valued attributes.");
        }
    }

    /** Returns whether the document fits in any case: a Java char takes at most three bytes. */
    private boolean isSurelyWithin(String document) {
        return document.length() <= maxUserBytes / 3;
    }

    private static long bytes(String document) {
        return document.getBytes(StandardCharsets.UTF_8).length;
    }

    private UserUpdate update(ObjectNode before, ObjectNode after, String ignored) {
        UserProfile profile = representation.toProfile(after).ignoring(ignored);
        return new UserUpdate(
                profile,
                before.path("active").booleanValue() != profile.active(),
                !role(before).equals(profile.role()),
                !profile.values().equals(representation.values(before)));
    }

    private Optional<String> role(ObjectNode document) {
        return Optional.ofNullable(document.path(schemas.roleAttribute()).textValue());
    }
}
