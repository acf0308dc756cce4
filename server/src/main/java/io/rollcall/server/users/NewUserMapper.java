package io.rollcall.server.users;

import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.users.FormerUsers.ReusableIdentity;
import io.rollcall.server.users.NewUser.RoleChoice;
import java.time.Instant;
import java.util.List;

/** The statements that insert into {@code users}; see NewUserMapper.xml. */
interface NewUserMapper {
    /**
     * Returns how many of the new users can be created, which stays so until the transaction ends.
     *
     * @param newUsers a JSON array of objects with {@code organization}, {@code choice}, {@code role}, {@code actor},
     *     {@code userNameKey} and {@code externalId}
     */
    @CrossOrganization("each new user is looked up in its own")
    Creatable countCreatable(String newUsers);

    /**
     * Numbers of new users.
     *
     * @param grantable those who have no role, or one that their actor may grant
     * @param creatable those of them who have no former identity
     */
    record Creatable(int grantable, int creatable) {}

    /** Returns how many of the assignments are of roles that their actor may grant, which stays so until the transaction ends. */
    @CrossOrganization("each assignment is looked up in its own")
    int countGrantable(String assignments);

    /** Returns the former users that the new ones may continue by the policies of their organizations, the best for each first. */
    @CrossOrganization("each new user is looked up in its own")
    List<Reusable> listReusable(String newUsers, int limit);

    /** A former user. @param place that of the new user in the array, from 1 */
    record Reusable(int place, UserId id, int version, Instant created) {
        ReusableIdentity identity() {
            return new ReusableIdentity(id, version, created);
        }
    }

    /**
     * Inserts a user under the conditions of {@link #countCreatable}.
     *
     * @return 0, and nothing was inserted, if they do not hold
     */
    int insertCreatable(
            OrganizationId organizationId,
            User user,
            UserProfile profile,
            RoleChoice choice,
            boolean defaulted,
            Actor.Kind actor);

    /** @param defaulted whether a role is the organization's default */
    void insert(OrganizationId organizationId, User user, UserProfile profile, boolean defaulted);
}
