package io.rollcall.server.users;

import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.users.NewUser.RoleChoice;

/** The statements that insert into {@code users}; see NewUserMapper.xml. */
interface NewUserMapper {
    /**
     * Returns how many of the new users have a role that their actor may grant and no former identity. That stays so until
     * the transaction ends.
     *
     * @param newUsers a JSON array of objects with {@code organization}, {@code choice}, {@code role}, {@code actor},
     *     {@code userNameKey} and {@code externalId}
     */
    @CrossOrganization("each new user is looked up in its own")
    int countCreatable(String newUsers);

    /**
     * Inserts a user under the conditions of {@link #countCreatable}.
     *
     * @return 0, and nothing was inserted, if they do not hold
     */
    int insertCreatable(
            OrganizationId organizationId, User user, UserProfile profile, RoleChoice choice, Actor.Kind actor);

    void insert(OrganizationId organizationId, User user, UserProfile profile);
}
