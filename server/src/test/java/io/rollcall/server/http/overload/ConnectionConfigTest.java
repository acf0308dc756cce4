package io.rollcall.server.http.overload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConnectionConfigTest {
    @Test
    void allowsAsManyConnectionsAsTheHeapHasRoomFor() {
        assertThat(ConnectionConfig.max(16L << 20)).isEqualTo(256);
        assertThat(ConnectionConfig.max(128L << 20)).isEqualTo(1_024);
        assertThat(ConnectionConfig.max(8L << 30)).isEqualTo(2_048);
    }
}
