package io.rollcall.server.http.overload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConnectionConfigTest {
    @Test
    void allowsAsManyConnectionsAsTheHeapHasRoomFor() {
        assertThat(ConnectionConfig.max(16L << 20, false)).isEqualTo(256);
        assertThat(ConnectionConfig.max(128L << 20, false)).isEqualTo(1_024);
        assertThat(ConnectionConfig.max(8L << 30, false)).isEqualTo(2_048);
        assertThat(ConnectionConfig.max(16L << 20, true)).isEqualTo(256);
        assertThat(ConnectionConfig.max(256L << 20, true)).isEqualTo(1_024);
        assertThat(ConnectionConfig.max(8L << 30, true)).isEqualTo(2_048);
    }
}
