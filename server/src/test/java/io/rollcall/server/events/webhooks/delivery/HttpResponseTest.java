package io.rollcall.server.events.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses of receivers: their status decides, and little is read however much is sent. */
class HttpResponseTest {
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final int MOST = 16 * 1024;
    private static final int MAX_BODY = 4 * 1024;

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static HttpResponse read(InputStream in) throws IOException {
        return HttpResponse.read(in, () -> {}, MAX_BODY);
    }

    @Test
    void readsChunksWithExtensionsAndIsReusable() throws IOException {
        HttpResponse response = read(bytes(CHUNKED + "2;a=b\r\nok\r\n1\r\n!\r\n0\r\n\r\n"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo("ok!");
        assertThat(response.reusable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1;%s\r\na\r\n", "000000001\r\na\r\n", "1;a=%s\r\na\r\n"})
    void readsLittleOfManyChunks(String chunk) throws IOException {
        String chunks = chunk.formatted("x".repeat(1_000)).repeat(10_000);
        InputStream in = bytes(CHUNKED + chunks + "0\r\n\r\n");
        int all = in.available();

        HttpResponse response = read(in);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.reusable()).isFalse();
        assertThat(all - in.available()).isLessThan(MOST);
    }

    @Test
    void readsLittleOfALongBody() throws IOException {
        InputStream in = bytes("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(1_000_000));
        int all = in.available();

        assertThat(read(in).body()).hasSize(4 * 1024);
        assertThat(all - in.available()).isLessThan(MOST);
    }

    @Test
    void readsLittleOfManyTrailers() throws IOException {
        InputStream in = bytes(CHUNKED + "0\r\n" + "X: y\r\n".repeat(100_000) + "\r\n");
        int all = in.available();

        assertThat(read(in).reusable()).isFalse();
        assertThat(all - in.available()).isLessThan(MOST);
    }
}
