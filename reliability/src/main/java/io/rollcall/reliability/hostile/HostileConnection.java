package io.rollcall.reliability.hostile;

import io.rollcall.reliability.hostile.Script.Ending;
import io.rollcall.reliability.hostile.Script.Pace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/** Connection that follows a script; used by the swarm's thread only. */
final class HostileConnection {
    /** Small, so that the server's writes block soon. */
    private static final int RECEIVE_BUFFER = 4_096;
    /** Interval of writes on a connection that never reads, to detect that the server has closed it. */
    private static final long PROBE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Maximum size of a write: the JDK copies the whole buffer, even if the socket takes only a part. */
    private static final int MOST_AT_ONCE = 65_536;

    private static final ByteBuffer SINK = ByteBuffer.allocateDirect(MOST_AT_ONCE);

    private final Script script;
    private final Attack.Counts counts;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer out;
    private final long born;
    private long nextSend;
    private long nextRead;
    private boolean ended;

    private HostileConnection(Script script, Attack.Counts counts, SocketChannel channel, Selector selector, long now)
            throws IOException {
        this.script = script;
        this.counts = counts;
        this.channel = channel;
        this.key = channel.register(selector, SelectionKey.OP_CONNECT, this);
        this.out = ByteBuffer.wrap(script.bytes());
        this.born = now;
    }

    static HostileConnection open(Script script, Attack attack, int port, Selector selector, long now)
            throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            if (!script.reading().isFast()) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            }
            channel.bind(new InetSocketAddress(attack.address(), 0));
            channel.connect(new InetSocketAddress("127.0.0.1", port));
            return new HostileConnection(script, attack.counts(), channel, selector, now);
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
    }

    boolean isEnded() {
        return ended;
    }

    /** Connects, reads and writes as the selector allows. */
    void ready() {
        try {
            if (key.isConnectable() && channel.finishConnect()) {
                counts.opened().incrementAndGet();
                key.interestOps((script.reading().isFast() ? SelectionKey.OP_READ : 0)
                        | (script.sending().isFast() ? SelectionKey.OP_WRITE : 0));
                return;
            }
            if (key.isReadable()) {
                read(SINK.capacity());
            }
            if (!ended && key.isWritable()) {
                write(out.remaining());
                if (!out.hasRemaining()) {
                    key.interestOps(key.interestOps() & ~SelectionKey.OP_WRITE);
                }
            }
        } catch (IOException refused) {
            failed();
        }
    }

    /** Reads, writes and ends at the script's times. */
    void tick(long now) {
        if (ended) {
            return;
        }
        if (now - born > script.life().toNanos()) {
            end();
            return;
        }
        if (!channel.isConnected()) {
            return;
        }
        try {
            Pace sending = script.sending();
            if (sending.isSlow() && now >= nextSend) {
                nextSend = now + TimeUnit.MILLISECONDS.toNanos(sending.pauseMillis());
                write(sending.bytes());
            }
            Pace reading = script.reading();
            if (reading.isSlow() && now >= nextRead) {
                nextRead = now + TimeUnit.MILLISECONDS.toNanos(reading.pauseMillis());
                read(reading.bytes());
            } else if (reading.equals(Pace.NEVER) && !out.hasRemaining() && now >= nextSend) {
                nextSend = now + PROBE_NANOS;
                channel.write(ByteBuffer.wrap(new byte[] {'\r', '\n'}));
            }
        } catch (IOException closed) {
            failed();
        }
    }

    private void write(int most) throws IOException {
        if (!out.hasRemaining() && script.loop()) {
            out.rewind();
        }
        boolean before = out.hasRemaining();
        ByteBuffer part = out.slice();
        part.limit(Math.min(part.remaining(), Math.min(most, MOST_AT_ONCE)));
        int written = channel.write(part);
        out.position(out.position() + written);
        counts.sent().addAndGet(written);
        if (!out.hasRemaining() && script.ending() == Ending.HALF_CLOSE && (before || script.bytes().length == 0)) {
            channel.shutdownOutput();
        }
    }

    private void read(int most) throws IOException {
        SINK.clear().limit(Math.min(most, SINK.capacity()));
        int count = channel.read(SINK);
        if (count < 0) {
            counts.closedByServer().incrementAndGet();
            end();
        } else {
            counts.read().addAndGet(count);
        }
    }

    private void failed() {
        (channel.isConnected() ? counts.closedByServer() : counts.failed()).incrementAndGet();
        end();
    }

    /** Closes the connection in the script's way. */
    void end() {
        ended = true;
        try {
            if (script.ending() == Ending.RESET) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException gone) {
            // close it instead
        }
        try {
            channel.close();
        } catch (IOException gone) {
            // closed anyway
        }
    }
}
