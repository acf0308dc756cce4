package io.rollcall.server.scim.paging;

import java.time.Instant;
import java.util.List;
import javax.crypto.SecretKey;

/** The keys that seal cursors, the same on every server. */
public interface CursorKeys {
    /** Returns the key for new cursors. */
    SecretKey current();

    /** Returns the keys that open cursors, newest first. */
    List<SecretKey> accepted(Instant now);

    /** The same, with the keys that other servers made within the last seconds. */
    List<SecretKey> acceptedAnew(Instant now);
}
