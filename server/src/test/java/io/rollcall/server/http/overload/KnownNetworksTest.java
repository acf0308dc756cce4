package io.rollcall.server.http.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KnownNetworksTest {
    private final KnownNetworks networks = new KnownNetworks();

    @Test
    void knowsTheNetworksOfAcceptedCredentials() {
        networks.note("192.0.2.1", "#1");
        networks.note("192.0.2.1", "#2");
        assertThat(networks.contains("192.0.2.1")).isTrue();
        assertThat(networks.contains("192.0.2.2")).isFalse();
    }

    @Test
    void knowsOnlyTheFirstNetworksOfOneCredential() {
        IntStream.range(0, 1_000).forEach(number -> networks.note("network " + number, "#1"));
        networks.note("another", "#2");
        assertThat(IntStream.range(0, 1_000).filter(number -> networks.contains("network " + number)))
                .hasSize(KnownNetworks.MAX_OF_HOLDER);
        assertThat(networks.contains("another")).isTrue();
    }
}
