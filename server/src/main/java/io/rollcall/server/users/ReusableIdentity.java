package io.rollcall.server.users;

import io.rollcall.server.kernel.UserId;
import java.time.Instant;

/** Identity that a returning user continues: the id, the next version, and the time of the first creation. */
record ReusableIdentity(UserId id, int version, Instant created) {}
