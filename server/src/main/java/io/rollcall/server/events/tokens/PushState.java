package io.rollcall.server.events.tokens;

import io.rollcall.server.database.Row;
import io.rollcall.server.events.webhooks.Webhook.Progress;
import java.time.Instant;
import java.util.Optional;

/**
 * State of a stream that is pushed, as of the last write of the server that pushes.
 *
 * @param shard the lease under which it is pushed
 * @param progress without a position, which the stream has
 */
public record PushState(int shard, Progress progress, Optional<PushError> error) {

    /**
     * Last error of a receiver.
     *
     * @param token id of the token
     * @param user whose event it was; empty for none
     * @param status of the response; 0 if there was none
     * @param code its {@code err} (RFC 8935 section 2.4); empty if it had none
     */
    public record PushError(Instant at, String token, String user, int status, String code, String description) {}

    /** Reads the state from the columns after one. */
    static PushState read(Row row, int before) {
        int column = before;
        int shard = row.number(++column);
        Progress progress = new Progress(
                0,
                row.number(++column),
                row.number(++column),
                row.optionalInstant(++column),
                row.optionalInstant(++column),
                row.optionalInstant(++column));
        int error = column;
        return new PushState(
                shard,
                progress,
                row.optionalInstant(error + 1)
                        .map(at -> new PushError(
                                at,
                                row.text(error + 2),
                                row.text(error + 3),
                                row.number(error + 4),
                                row.text(error + 5),
                                row.text(error + 6))));
    }
}
