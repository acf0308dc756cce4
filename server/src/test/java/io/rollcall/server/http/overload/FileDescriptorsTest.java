package io.rollcall.server.http.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FileDescriptorsTest {
    private static final int LIMIT = 256;
    private static final int RESERVED = LIMIT / 8;

    private final AtomicLong inUse = new AtomicLong(LIMIT - RESERVED - 1);
    private final FileDescriptors files = new FileDescriptors(() -> LIMIT, inUse::get);

    @Test
    void keepsAReserveForTheRestOfTheProcess() {
        files.measure();
        assertThat(files.isOneFree()).isTrue();
        files.opened();
        assertThat(files.isOneFree()).isFalse();
    }

    @Test
    void countsClosedConnectionsAsFreeUntilTheMeasurementAfterTheNext() {
        inUse.set(LIMIT - RESERVED);
        files.measure();
        assertThat(files.isOneFree()).isFalse();
        files.closed();
        files.measure();
        assertThat(files.isOneFree()).isTrue();
        files.measure();
        assertThat(files.isOneFree()).isFalse();
    }

    @Test
    void keepsHalfOfTheReserveWhateverIsClosed() {
        inUse.set(LIMIT - RESERVED / 2);
        files.measure();
        IntStream.range(0, LIMIT).forEach(number -> files.closed());
        files.measure();
        assertThat(files.isOneFree()).isFalse();
    }
}
