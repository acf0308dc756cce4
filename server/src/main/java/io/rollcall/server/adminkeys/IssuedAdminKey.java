package io.rollcall.server.adminkeys;

/** An admin key just made, with the text that is shown now and never again. */
public record IssuedAdminKey(AdminKey key, AdminKeySecret secret) {}
