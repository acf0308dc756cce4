package io.rollcall.server.console.users;

/** One value of a user, where it stands in the SCIM User. @param path such as {@code name.familyName} */
record ProfileLine(String path, String value) {}
