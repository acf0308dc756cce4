package io.rollcall.server.users;

/** What of a user begins like the text that a person types; each has an index. */
enum SearchedName {
    USER_NAME,
    FAMILY_NAME,
    GIVEN_NAME,
    DISPLAY_NAME
}
