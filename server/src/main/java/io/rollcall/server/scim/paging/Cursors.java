package io.rollcall.server.scim.paging;

import io.rollcall.server.scim.protocol.ScimProblem;
import io.rollcall.server.scim.protocol.ScimProblem.Type;
import io.rollcall.server.users.Start.Beside;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import javax.crypto.SecretKey;

/**
 * Issues cursors and takes them back (RFC 9865 section 2). The server keeps none: a cursor says all by itself, sealed, so
 * that any server of the installation can go on with it.
 */
public final class Cursors {
    private final Supplier<SecretKey> key;
    private final Clock clock;
    private final Duration timeout;

    /**
     * @param key the same on every server
     * @param timeout how long a cursor is good for
     */
    public Cursors(Supplier<SecretKey> key, Clock clock, Duration timeout) {
        this.key = key;
        this.clock = clock;
        this.timeout = timeout;
    }

    String issue(CursorScope scope, int count, Beside start) {
        return seal().close(new Cursor(start, count, clock.instant()).bytes(), scope.bytes());
    }

    /** @throws ScimProblem where the cursor is not one of this list, too old, or of pages of another size */
    Beside take(CursorScope scope, int count, String text) {
        Cursor cursor = seal().open(text, scope.bytes()).flatMap(Cursor::read).orElseThrow(Cursors::invalid);
        if (cursor.issued().plus(timeout).isBefore(clock.instant())) {
            throw new ScimProblem(
                    Type.EXPIRED_CURSOR,
                    "The cursor is older than the " + timeout.toSeconds()
                            + " seconds that it was good for. Start again at the first page, with an empty cursor.");
        }
        if (cursor.count() != count) {
            throw new ScimProblem(
                    Type.INVALID_COUNT,
                    "The pages of this list have " + cursor.count() + " resources, not " + count
                            + ". Send the count of the first request with each cursor.");
        }
        return cursor.start();
    }

    private Seal seal() {
        return new Seal(key.get());
    }

    /** The same words whatever the reason, so that they tell nothing about cursors of others. */
    private static ScimProblem invalid() {
        return new ScimProblem(
                Type.INVALID_CURSOR,
                "The cursor does not belong to this list. Send nextCursor or previousCursor exactly as it came, with the"
                        + " same filter, sortBy and sortOrder as before; or an empty cursor for the first page.");
    }
}
