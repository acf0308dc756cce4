package io.rollcall.server.users;

import io.rollcall.server.kernel.UserId;

/** A user whose keys may be out of date. */
record FoldedRow(UserId id, int version, String userName, boolean affected) {}
