package io.rollcall.server.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.glassfish.grizzly.memory.Buffers;
import org.junit.jupiter.api.Test;

class RecordBufferTest {
    private static final int HANDSHAKE = 22;
    private static final int DATA = 23;

    @Test
    void findsTheEndOfTheLastWholeRecord() {
        assertThat(endOfWhole(record(HANDSHAKE, 10, 10))).isEqualTo(15);
        assertThat(endOfWhole(record(HANDSHAKE, 10, 10), record(DATA, 0, 0))).isEqualTo(20);
        assertThat(endOfWhole(record(HANDSHAKE, 10, 10), record(DATA, 300, 299)))
                .isEqualTo(15);
        assertThat(endOfWhole(record(DATA, 16_384, 16_383))).isZero();
    }

    @Test
    void waitsForTheLengthOfARecord() {
        assertThat(endOfWhole(new byte[] {DATA})).isZero();
        assertThat(endOfWhole(record(DATA, 5, 5), new byte[] {DATA, 3, 3, 0})).isEqualTo(10);
    }

    @Test
    void keepsNothingBackThatIsNoRecord() {
        assertThat(endOfWhole("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(16);
        assertThat(endOfWhole(record(DATA, 20_000, 4))).isEqualTo(9);
        assertThat(endOfWhole(record(DATA, 5, 5), new byte[7])).isEqualTo(17);
    }

    private static byte[] record(int type, int length, int arrived) {
        return ByteBuffer.allocate(5 + arrived)
                .put((byte) type)
                .put(new byte[] {3, 3})
                .putShort((short) length)
                .array();
    }

    private static int endOfWhole(byte[]... pieces) {
        GrowingBytes all = new GrowingBytes();
        for (byte[] piece : pieces) {
            all.append(Buffers.wrap(null, piece));
        }
        return RecordBuffer.endOfWhole(all.buffer());
    }
}
