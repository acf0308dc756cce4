package io.rollcall.server.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.memory.Buffers;
import org.junit.jupiter.api.Test;

class GrowingBytesTest {
    private final GrowingBytes bytes = new GrowingBytes();

    @Test
    void copiesPiecesOfOneByteIntoOneArrayThatIsHardlyLarger() {
        String text = "0123456789".repeat(1_000);
        long growths = text.chars()
                .filter(character -> bytes.append(buffer(Character.toString(character))))
                .count();
        assertThat(text(bytes.buffer())).isEqualTo(text);
        assertThat(bytes.length()).isEqualTo(text.length());
        assertThat(bytes.capacity()).isBetween(text.length(), text.length() * 3 / 2);
        assertThat(growths).isLessThan(12);
    }

    @Test
    void takesOnlyWhatRemainsOfAPiece() {
        Buffer piece = buffer("skipped, taken");
        piece.position("skipped, ".length());
        bytes.append(piece);
        assertThat(text(bytes.buffer())).isEqualTo("taken");
        assertThat(piece.hasRemaining()).isFalse();
    }

    @Test
    void copiesWhatRemainsIntoAnArrayOfItsOwn() {
        byte[] shared = new byte[65_536];
        Buffer copy = GrowingBytes.copyOf(Buffers.wrap(null, shared, 10, 5));
        assertThat(copy.array()).hasSize(5).isNotSameAs(shared);
        assertThat(IntStream.range(0, 5).map(copy::get)).containsOnly(0);
    }

    private static Buffer buffer(String text) {
        return Buffers.wrap(null, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String text(Buffer buffer) {
        return buffer.toStringContent(StandardCharsets.US_ASCII);
    }
}
