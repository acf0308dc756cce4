package io.rollcall.server.scim.paging;

import io.rollcall.server.secrets.Secrets;
import io.rollcall.server.secrets.SharedKey;
import io.rollcall.server.secrets.SharedKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.crypto.SecretKey;

/** Cursor keys stored in the database. @param timeout lifetime of a cursor, and so of a replaced key */
public record SharedCursorKeys(Secrets secrets, Duration timeout) implements CursorKeys {
    @Override
    public SecretKey current() {
        return secrets.keys(Secrets.CURSORS).current().key();
    }

    @Override
    public List<SecretKey> accepted(Instant now) {
        return accepted(secrets.keys(Secrets.CURSORS), now);
    }

    @Override
    public List<SecretKey> acceptedAnew(Instant now) {
        return accepted(secrets.reload(Secrets.CURSORS), now);
    }

    private List<SecretKey> accepted(SharedKeys keys, Instant now) {
        return keys.accepted(now, timeout).stream().map(SharedKey::key).toList();
    }
}
