package io.rollcall.server.users;

import io.rollcall.server.database.CrossOrganization;

/** Checks before several users are created at once; see NewUserMapper.xml. */
interface NewUserMapper {
    /**
     * Returns how many of them have the role that their choice demands, which stays so until the transaction ends, and no
     * earlier life.
     *
     * @param newUsers a JSON array of objects with {@code organization}, {@code choice}, {@code role},
     *     {@code userNameKey} and {@code externalId}
     */
    @CrossOrganization("each newUser is looked up in its own")
    int countWithoutHistory(String newUsers);
}
