package io.rollcall.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.rollcall.server.kernel.IpAddress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardedHeadersTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "192.0.2.1:4711, 192.0.2.1",
        "192.0.2.1:_port, 192.0.2.1",
        "2001:db8::1, 2001:db8:0:0:0:0:0:1",
        "[2001:db8::1], 2001:db8:0:0:0:0:0:1",
        "[2001:db8::1]:4711, 2001:db8:0:0:0:0:0:1",
        "[fe80::1%eth0]:4711, fe80:0:0:0:0:0:0:1",
        "fe80::1%eth0, fe80:0:0:0:0:0:0:1"
    })
    void anEntryIsAnAddressWithoutPortBracketsAndZone(String entry, String address) {
        assertThat(ForwardedHeaders.address(entry).map(IpAddress::text)).contains(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unknown",
                "_hidden",
                "unknown:80",
                "<b>",
                "1.2.3.4:x",
                "1.2.3.4:",
                "1.2.3.4:999999",
                "[::1]x",
                "::1]:80"
            })
    void anEntryMayBeNoAddress(String entry) {
        assertThat(ForwardedHeaders.address(entry)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "acme.example.com., acme.example.com",
        "a.:8080, a:8080",
        "a:, a",
        "[::1]:, [::1]",
        "a:80, a:80",
        "a.., a."
    })
    void aHostHasNoDotAtItsEndAndNoEmptyPort(String host, String canonical) {
        assertThat(ForwardedRequest.canonical(host)).isEqualTo(canonical);
    }

    @Test
    void aHostOfNothingStaysOne() {
        assertThat(ForwardedRequest.canonical("")).isEmpty();
    }

    @Test
    void elementsHaveTheirValuesWithoutQuotes() {
        assertThat(ForwardedHeaders.elements("for=\"[2001:db8::1]:47\" ; proto=https,\tfor=192.0.2.1"))
                .containsExactly(Map.of("for", "[2001:db8::1]:47", "proto", "https"), Map.of("for", "192.0.2.1"));
        assertThat(ForwardedHeaders.elements("for=192.0.2.1, for=\"open"))
                .containsExactly(Map.of("for", "192.0.2.1"), Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", "a", "for=", ";", ",", "\"", "for=\"", " ;", "\\"})
    void readingTakesTimeInProportionToTheLength(String repeated) {
        String line = "for=192.0.2.1;" + repeated.repeat(15_500) + "x, for=192.0.2.2";
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> ForwardedHeaders.elements(line));
    }
}
