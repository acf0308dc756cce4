package io.rollcall.server.activity;

import java.util.UUID;

/** What an entry says in words that may tell of a person. */
record LoggedText(UUID id, String subject, String detail, String changes) {}
