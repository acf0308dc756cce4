package io.rollcall.server.scim.paging;

import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.scim.scimple.protocol.ScimProblem.Type;
import io.rollcall.server.users.query.PageStart.Beside;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * Issuer and reader of cursors (RFC 9865 section 2). They are not stored: a cursor contains its encrypted position, so that any
 * server of the installation can continue the list.
 */
public final class Cursors {
    private final CursorKeys keys;
    private final Clock clock;
    private final Duration timeout;

    /** @param timeout lifetime of a cursor */
    public Cursors(CursorKeys keys, Clock clock, Duration timeout) {
        this.keys = keys;
        this.clock = clock;
        this.timeout = timeout;
    }

    /** List for which a cursor is valid. */
    public interface Scope {
        /** Returns bytes that are equal for equal lists. */
        byte[] bytes();
    }

    public String issue(Scope scope, int count, Beside start) {
        return new CursorCipher(keys.current())
                .encrypt(new Cursor(start, count, clock.instant()).bytes(), scope.bytes());
    }

    /** @throws ScimProblem if the cursor belongs to another list, has expired, or has another page size */
    public Beside take(Scope scope, int count, String text) {
        Instant now = clock.instant();
        byte[] place = scope.bytes();
        Cursor cursor = open(keys.accepted(now), text, place)
                .or(() -> open(keys.acceptedAnew(now), text, place))
                .flatMap(Cursor::read)
                .orElseThrow(Cursors::invalid);
        if (cursor.issued().plus(timeout).isBefore(now)) {
            throw new ScimProblem(
                    Type.EXPIRED_CURSOR,
                    "The cursor is older than its lifetime of " + timeout.toSeconds()
                            + " seconds. Start again at the first page, with an empty cursor.");
        }
        if (cursor.count() != count) {
            throw new ScimProblem(
                    Type.INVALID_COUNT,
                    "The pages of this list have " + cursor.count() + " resources, not " + count
                            + ". Send the count of the first request with each cursor.");
        }
        return cursor.start();
    }

    private Optional<byte[]> open(List<SecretKey> accepted, String text, byte[] place) {
        return accepted.stream()
                .map(key -> new CursorCipher(key).decrypt(text, place))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Returns the same message for every reason, which reveals nothing about cursors of other lists. */
    private static ScimProblem invalid() {
        return new ScimProblem(
                Type.INVALID_CURSOR,
                "The cursor does not belong to this list. Send nextCursor or previousCursor exactly as it came, with the"
                        + " same filter, sortBy and sortOrder as before; or an empty cursor for the first page.");
    }
}
