package io.rollcall.server.http.wire;

import java.util.Arrays;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.http.ChunkedTransferEncoding;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.ParsingResult;
import org.glassfish.grizzly.http.Protocol;
import org.glassfish.grizzly.http.TransferEncoding;
import org.glassfish.grizzly.memory.Buffers;

/** Chunked transfer coding that reads requests strictly with {@link ChunkParser}, and writes responses as Grizzly does. */
final class StrictChunks implements TransferEncoding {
    private static final String PARSER = ChunkParser.class.getName();

    private final int maxOverhead;
    private final TransferEncoding writer;

    /** @param maxOverhead bytes that the extensions and trailers of one body may take; its framing may exceed its data by twice as much */
    StrictChunks(int maxOverhead) {
        this.maxOverhead = maxOverhead;
        this.writer = new ChunkedTransferEncoding(maxOverhead);
    }

    @Override
    public boolean wantDecode(HttpHeader header) {
        return header.isChunked();
    }

    /** Returns all data of the input at once, however many chunks it is in. */
    @Override
    public ParsingResult parsePacket(FilterChainContext ctx, HttpHeader header, Buffer input) {
        ChunkParser parser = parser((HttpRequestPacket) header);
        byte[] data = new byte[input.remaining()];
        int length = 0;
        while (input.hasRemaining() && !parser.isEnded()) {
            int due = (int) Math.min(parser.dataLeft(), input.remaining());
            if (due == 0) {
                parser.read(input.get());
            } else {
                input.get(data, length, due);
                parser.took(due);
                length += due;
            }
        }
        Buffer remainder = input.hasRemaining() ? input.split(input.position()) : null;
        if (data.length > 0) {
            input.tryDispose();
        }
        HttpContent content = HttpContent.builder(header)
                .content(length == 0 ? Buffers.EMPTY_BUFFER : Buffers.wrap(null, Arrays.copyOf(data, length)))
                .last(parser.isEnded())
                .build();
        return ParsingResult.create(content, remainder);
    }

    private ChunkParser parser(HttpRequestPacket request) {
        if (request.getAttribute(PARSER) instanceof ChunkParser begun) {
            return begun;
        }
        ChunkParser parser = new ChunkParser(maxOverhead);
        request.setAttribute(PARSER, parser);
        return parser;
    }

    /** HTTP/1.0 has no chunks: the end of the connection ends a response of unknown length. */
    @Override
    public boolean wantEncode(HttpHeader header) {
        return writer.wantEncode(header)
                && ((HttpResponsePacket) header).getRequest().getProtocol() != Protocol.HTTP_1_0;
    }

    @Override
    public void prepareSerialize(FilterChainContext ctx, HttpHeader header, HttpContent content) {
        writer.prepareSerialize(ctx, header, content);
    }

    @Override
    public Buffer serializePacket(FilterChainContext ctx, HttpContent content) {
        return writer.serializePacket(ctx, content);
    }
}
