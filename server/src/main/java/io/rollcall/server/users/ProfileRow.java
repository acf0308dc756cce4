package io.rollcall.server.users;

import com.fasterxml.jackson.databind.node.TextNode;
import io.rollcall.server.database.JsonMembers;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Profile columns of a row of {@code users}, without values; {@code externalId} and {@code role} may be null. */
record ProfileRow(
        String userName,
        String userNameKey,
        String externalId,
        boolean active,
        String role,
        String familyNameKey,
        String givenNameKey,
        String displayNameKey,
        String document,
        String search) {

    /** Returns the profile with {@code active} set, in both texts and the column. */
    UserProfile with(ActivePatch wanted) {
        return new UserProfile(
                userName,
                userNameKey,
                Optional.ofNullable(externalId),
                wanted.active(),
                Optional.ofNullable(role),
                familyNameKey,
                givenNameKey,
                displayNameKey,
                wanted.in(document),
                wanted.in(search),
                List.of(),
                "");
    }

    /**
     * Change of the role in a stored document.
     *
     * @param attribute the name of the member that carries the role
     * @param role the new role; empty for none
     */
    record RolePatch(String attribute, Optional<String> role) {
        /** Returns the profile with the role set, in both texts and the column. */
        UserProfile in(UserProfile profile) {
            return new UserProfile(
                    profile.userName(),
                    profile.userNameKey(),
                    profile.externalId(),
                    profile.active(),
                    role,
                    profile.familyNameKey(),
                    profile.givenNameKey(),
                    profile.displayNameKey(),
                    in(profile.document()),
                    in(profile.search()),
                    profile.values(),
                    profile.ignored());
        }

        private String in(String document) {
            Map<String, String> members = JsonMembers.of(document);
            role.ifPresentOrElse(
                    value -> members.put(attribute, TextNode.valueOf(value).toString()),
                    () -> members.remove(attribute));
            return JsonMembers.text(members);
        }
    }

    /** Change of the member {@code active} in a stored document. */
    record ActivePatch(boolean active) {
        /** Returns the document with the member set; everything else stays as it is written. */
        String in(String document) {
            Map<String, String> members = JsonMembers.of(document);
            members.put("active", Boolean.toString(active));
            return JsonMembers.text(members);
        }
    }
}
