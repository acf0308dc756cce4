package io.rollcall.server.scim.paging;

import java.time.Instant;
import java.util.List;
import javax.crypto.SecretKey;

/** Encryption keys of cursors, shared by all servers. */
public interface CursorKeys {
    /** Returns the key for new cursors. */
    SecretKey current();

    /** Returns the keys for decryption, newest first. */
    List<SecretKey> accepted(Instant now);

    /** Returns the keys for decryption, including those that other servers created within the last seconds. */
    List<SecretKey> acceptedAnew(Instant now);
}
