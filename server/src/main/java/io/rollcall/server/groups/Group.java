package io.rollcall.server.groups;

import io.rollcall.server.kernel.GroupId;
import io.rollcall.server.kernel.Plural;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.users.query.CaseFolding;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Group of users as stored, without its members.
 *
 * @param version counts changes, also those of members
 * @param role the role of the catalogue to which an administrator mapped the group; empty for none
 */
public record Group(
        GroupId id, int version, Profile profile, Instant created, Instant lastModified, Optional<String> role) {

    public String displayName() {
        return profile.displayName();
    }

    /** Returns the group after a change. */
    Group changed(Profile other, Instant at) {
        return new Group(id, version + 1, other, created, at.isBefore(lastModified) ? lastModified : at, role);
    }

    /**
     * Attributes that clients may write, other than the members.
     *
     * @param displayName unique in its organization, case-insensitive
     * @param externalId the identity provider's identifier; empty if there is none
     */
    public record Profile(String displayName, Optional<String> externalId) {
        public Profile withDisplayName(String other) {
            return new Profile(other, externalId);
        }

        public Profile withExternalId(Optional<String> other) {
            return new Profile(displayName, other);
        }

        /** Returns the folded display name. */
        public String displayNameKey() {
            return CaseFolding.fold(displayName);
        }
    }

    /** Change of a group. @param profile returns the attributes after it */
    public record Change(UnaryOperator<Profile> profile, MemberChanges members) {}

    /** Member of a group. */
    public record Member(UserId user, String userName) {}

    /** Group of a user. */
    public record Membership(UserId user, GroupId group, String displayName) {}

    /** Group in a list. @param key its sort key, at which a cursor continues; empty in an order by id */
    public record Placed(Group group, String key) {}

    /** Number of an organization's groups, and of the memberships in all of them. */
    public record Counts(long groups, long memberships) {
        public String inWords() {
            return Plural.of(groups, "group") + " with " + Plural.of(memberships, "membership");
        }
    }
}
