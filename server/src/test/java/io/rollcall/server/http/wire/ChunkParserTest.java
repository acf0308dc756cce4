package io.rollcall.server.http.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.glassfish.grizzly.http.HttpBrokenContentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9112 section 7.1, to the letter. */
class ChunkParserTest {
    private static final int MAX_OVERHEAD = 100;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5\r\nhello\r\n0\r\n\r\n",
                "3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n",
                "0005\r\nhello\r\n000\r\n\r\n",
                "5;foo=bar\r\nhello\r\n0\r\n\r\n",
                "5 ; foo = \"b;a\\\"r\"\r\nhello\r\n0;last\r\n\r\n",
                "5\t;foo\r\nhello\r\n0\r\n\r\n",
                "5;foo;bar=1;\r\nhello\r\n0\r\n\r\n",
                "5\r\nhello\r\n0\r\nX-Trailer: 1\r\nY:\r\n\r\n"
            })
    void readsChunks(String text) {
        assertThat(data(text)).isEqualTo("hello");
    }

    @Test
    void refusesABodyOfTinyChunks() {
        assertThat(data("1\r\nx\r\n".repeat(40) + "0\r\n\r\n")).hasSize(40);
        assertThatThrownBy(() -> data("1\r\nx\r\n".repeat(60) + "0\r\n\r\n"))
                .isInstanceOf(HttpBrokenContentException.class);
        assertThat(data("8\r\n12345678\r\n".repeat(1_000) + "0\r\n\r\n")).hasSize(8_000);
    }

    @Test
    void keepsWhatChunksHoldWhateverItLooksLike() {
        assertThat(data("7\r\n0\r\n\r\nab\r\n0\r\n\r\n")).isEqualTo("0\r\n\r\nab");
        assertThat(data("1F\r\n" + "x".repeat(31) + "\r\n0\r\n\r\n")).hasSize(31);
        assertThat(data("1f\r\n" + "x".repeat(31) + "\r\n0\r\n\r\n")).hasSize(31);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5\nhello\r\n0\r\n\r\n",
                "5\r\nhello\n0\r\n\r\n",
                "5\r\nhello\r\n0\n\r\n",
                "5\r\nhello\r\n0\r\n\n",
                "5\r\nhello\r\n0\r\nX: 1\n\r\n",
                "5\r\nhelloX\r\n0\r\n\r\n",
                "4\r\nhello\r\n0\r\n\r\n",
                "5\r\nhello0\r\n\r\n",
                "5\r\nhello\r\n\r\n0\r\n\r\n",
                "5\rhello\r\n0\r\n\r\n",
                "5;a\rb\r\nhello\r\n0\r\n\r\n",
                "5\r\nhello\r\n0\r\nX: a\rb\r\n\r\n",
                "+5\r\nhello\r\n0\r\n\r\n",
                "-5\r\nhello\r\n0\r\n\r\n",
                " 5\r\nhello\r\n0\r\n\r\n",
                "5 \r\nhello\r\n0\r\n\r\n",
                "5 5\r\nhello\r\n0\r\n\r\n",
                "0x5\r\nhello\r\n0\r\n\r\n",
                "5h\r\nhello\r\n0\r\n\r\n",
                "\r\nhello\r\n0\r\n\r\n",
                ";a\r\nhello\r\n0\r\n\r\n",
                "\u00b5\r\nhello\r\n0\r\n\r\n",
                "8000000000000000\r\nhello",
                "FFFFFFFFFFFFFFFFF\r\nhello",
                "00000000000000005\r\nhello",
                "5;\u0001\r\nhello\r\n0\r\n\r\n",
                "5\r\nhello\r\n0\r\n: 1\r\n\r\n",
                "5\r\nhello\r\n0\r\nX\r\n\r\n",
                "5\r\nhello\r\n0\r\nX : 1\r\n\r\n",
                "5\r\nhello\r\n0\r\n X: 1\r\n\r\n",
                "5\r\nhello\r\n0\r\nX: 1\r\n folded\r\n\r\n",
                "5\r\nhello\r\n0\r\nGET / HTTP/1.1\r\n\r\n",
                "5\r\nhello\r\n0\r\nX: \u007f\r\n\r\n"
            })
    void refusesEverythingElse(String text) {
        assertThatThrownBy(() -> data(text)).isInstanceOf(HttpBrokenContentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5\r\nhello",
                "5\r\nhello\r\n",
                "5\r\nhello\r\n0\r\n",
                "5\r\nhello\r\n0\r\n\r",
                "5\r\nhello\r\n0\r\nX"
            })
    void waitsForTheRest(String text) {
        ChunkParser parser = new ChunkParser(MAX_OVERHEAD);
        read(parser, text);
        assertThat(parser.isEnded()).isFalse();
    }

    @Test
    void boundsExtensionsAndTrailersTogether() {
        String extension = ";" + "x".repeat(MAX_OVERHEAD / 2 - 2);
        assertThat(data("5" + extension + "\r\nhello\r\n0" + extension + "\r\n\r\n"))
                .isEqualTo("hello");
        assertThatThrownBy(() -> data("5" + extension + "\r\nhello\r\n0" + extension + "\r\nX: 1\r\n\r\n"))
                .isInstanceOf(HttpBrokenContentException.class);
        assertThatThrownBy(() -> data("1;aaaaaaaaa\r\nx\r\n".repeat(20)))
                .isInstanceOf(HttpBrokenContentException.class);
        assertThatThrownBy(() -> data("5" + " ".repeat(MAX_OVERHEAD + 1)))
                .isInstanceOf(HttpBrokenContentException.class);
    }

    private static String data(String text) {
        ChunkParser parser = new ChunkParser(MAX_OVERHEAD);
        String data = read(parser, text);
        assertThat(parser.isEnded()).isTrue();
        return data;
    }

    private static String read(ChunkParser parser, String text) {
        StringBuilder data = new StringBuilder();
        for (byte next : text.getBytes(StandardCharsets.ISO_8859_1)) {
            if (parser.dataLeft() > 0) {
                data.append((char) (next & 0xFF));
                parser.took(1);
            } else {
                parser.read(next);
            }
        }
        return data.toString();
    }
}
