package io.rollcall.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "::1, 0:0:0:0:0:0:0:1",
        "0:0:0:0:0:0:0:1, 0:0:0:0:0:0:0:1",
        "[2001:DB8::1], 2001:db8:0:0:0:0:0:1",
        "::ffff:192.0.2.1, 192.0.2.1",
        "::FFFF:c000:201, 192.0.2.1",
        "fe80::1%eth0, fe80:0:0:0:0:0:0:1",
        "[fe80::1%25eth0], fe80:0:0:0:0:0:0:1",
        "fe80::1%a-name-of-an-interface-that-is-longer-than-any-column, fe80:0:0:0:0:0:0:1",
        "2603:1026:2405:1234:5678:9abc:def0:1234, 2603:1026:2405:1234:5678:9abc:def0:1234"
    })
    void hasOneText(String text, String canonical) {
        assertThat(IpAddress.parse(text).map(IpAddress::text)).contains(canonical);
        assertThat(canonical.length()).isLessThanOrEqualTo(IpAddress.MAX_LENGTH);
    }

    /** Nothing here may be looked up by DNS, where some of these would be an address. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unknown",
                "_hidden",
                "localhost",
                "localhost.",
                "example.com",
                "1",
                "1.2",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "01.2.3.4",
                "1.2.3.4:80",
                " 1.2.3.4",
                "1.2.3.4 ",
                "0x7f.0.0.1",
                "127.1",
                "1.2.3.-4",
                "a:b",
                ":",
                ":::",
                "1::2::3",
                "::1.2.3",
                "::1.2.3.04",
                "12345::",
                "::g",
                "[::1",
                "::1]",
                "[::1]:80",
                "%eth0",
                "<b>::1</b>",
                "::1\n",
                "1.2.3.4%eth0"
            })
    void isNothingElse(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "127.8.9.10, true",
        "::1, true",
        "::ffff:127.0.0.1, true",
        "10.0.0.1, false",
        "::2, false"
    })
    void knowsLoopback(String text, boolean loopback) {
        assertThat(IpAddress.parse(text).map(IpAddress::isLoopback)).contains(loopback);
    }

    @Test
    void countsAnIpv6NetworkAsOneClientAndEachIpv4AddressAsOne() {
        assertThat(IpAddress.limitKey("2001:db8:1:2::1")).isEqualTo(IpAddress.limitKey("2001:db8:1:2:ffff::9"));
        assertThat(IpAddress.limitKey("2001:db8:1:2::1")).isNotEqualTo(IpAddress.limitKey("2001:db8:1:3::1"));
        assertThat(IpAddress.limitKey("192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(IpAddress.limitKey("::ffff:192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(IpAddress.limitKey("a:b")).isEqualTo("a:b");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "10.1.2.3/8, 10.0.0.1, true",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.128/25, 192.0.2.129, true",
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "0.0.0.0/0, 1.2.3.4, true",
        "0.0.0.0/0, ::1, false",
        "::/0, ::1, true",
        "::/0, 1.2.3.4, false",
        "::1, 0:0:0:0:0:0:0:1, true",
        "0:0:0:0:0:0:0:1, ::1, true",
        "[::1]/128, ::1, true",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::ffff:10.0.0.0/104, 10.9.9.9, true",
        "::ffff:10.0.0.1, 10.0.0.1, true",
        "10.0.0.0/8, ::ffff:10.9.9.9, true"
    })
    void liesInARange(String range, String address, boolean inside) {
        assertThat(IpRange.parse(range)
                        .orElseThrow()
                        .contains(IpAddress.parse(address).orElseThrow()))
                .isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proxy.internal", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/8/8", "10.0.0.0/ 8",
                        "/8",
                "::/129", "::/x", "10.0.0/8", "10.0.0.0/255.0.0.0", "::ffff:10.0.0.0/8", "fe80::1%eth0", "*",
                        "10.0.0.1-10.0.0.9"
            })
    void isNoRange(String text) {
        assertThat(IpRange.parse(text)).isEqualTo(Optional.empty());
    }
}
