package io.rollcall.server.users;

import io.rollcall.server.kernel.UserId;
import java.time.Instant;

/** What somebody who comes back goes on with: the id, the version after that one, and the first day. */
record ReusableIdentity(UserId id, int version, Instant created) {}
