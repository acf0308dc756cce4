package io.rollcall.server.users;

/** Attribute of a user that the prefix search compares; each has an index. */
enum SearchedName {
    USER_NAME,
    FAMILY_NAME,
    GIVEN_NAME,
    DISPLAY_NAME
}
