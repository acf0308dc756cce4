package io.rollcall.server.http.wire;

import io.rollcall.server.http.overload.PeerAddress;
import java.io.IOException;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;

/**
 * Filter that holds a TLS record back until it is whole, in one array. Grizzly would keep each piece of it, and a client
 * that sends single bytes would take a hundred times their memory. Input that is no record passes, and the TLS engine
 * refuses it.
 */
final class RecordBuffer extends BaseFilter {
    private static final int HEADER = 5;
    private static final int LENGTH_AT = 3;
    private static final int FIRST_TYPE = 20;
    private static final int LAST_TYPE = 24;
    private static final int VERSION = 3;

    /** RFC 8446 section 5.2 allows less, RFC 5246 section 6.2.3 as much. */
    private static final int MAX_LENGTH = 16_384 + 2_048;

    private static final Attribute<GrowingBytes> BEGUN =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(RecordBuffer.class.getName());

    private final UnfinishedRequests<Connection<?>> kept;

    /** @param kept budget of the records, apart from that of requests, so that whole records always find room for theirs */
    RecordBuffer(UnfinishedRequests<Connection<?>> kept) {
        this.kept = kept;
    }

    @Override
    public NextAction handleRead(FilterChainContext ctx) throws IOException {
        Connection<?> connection = ctx.getConnection();
        Buffer input = ctx.getMessage();
        GrowingBytes begun = BEGUN.get(connection);
        boolean grows = false;
        if (begun != null) {
            grows = begun.append(input);
            input = begun.buffer();
        }
        int start = input.position();
        int end = endOfWhole(input);
        if (end == input.limit()) {
            if (begun != null) {
                BEGUN.remove(connection);
                kept.forget(connection);
            }
            ctx.setMessage(input);
            return ctx.getInvokeAction();
        }
        if (begun == null || end > start) {
            begun = keep(connection, input, end);
            grows = true;
        }
        if (grows && !hasRoom(connection, begun.capacity())) {
            connection.terminateSilently();
            return ctx.getStopAction();
        }
        if (end == start) {
            return ctx.getStopAction();
        }
        ctx.setMessage(input);
        return ctx.getInvokeAction();
    }

    /** Keeps the bytes after the last whole record, and leaves the input with those before. */
    private static GrowingBytes keep(Connection<?> connection, Buffer input, int end) {
        GrowingBytes rest = new GrowingBytes();
        int start = input.position();
        input.position(end);
        rest.append(input);
        BEGUN.set(connection, rest);
        input.position(start);
        input.limit(end);
        return rest;
    }

    private boolean hasRoom(Connection<?> connection, int bytes) {
        return kept.keep(
                connection, () -> PeerAddress.of(connection.getPeerAddress()).network(), bytes);
    }

    @Override
    public NextAction handleClose(FilterChainContext ctx) {
        kept.forget(ctx.getConnection());
        return ctx.getInvokeAction();
    }

    /** Returns where the last whole record ends; the limit if something is no record. */
    static int endOfWhole(Buffer input) {
        int at = input.position();
        while (at < input.limit()) {
            if (input.limit() - at < HEADER) {
                return at;
            }
            int length = (input.get(at + LENGTH_AT) & 0xFF) << 8 | input.get(at + LENGTH_AT + 1) & 0xFF;
            boolean record = input.get(at) >= FIRST_TYPE && input.get(at) <= LAST_TYPE && input.get(at + 1) == VERSION;
            if (!record || length > MAX_LENGTH) {
                return input.limit();
            }
            if (input.limit() - at < HEADER + length) {
                return at;
            }
            at += HEADER + length;
        }
        return at;
    }
}
