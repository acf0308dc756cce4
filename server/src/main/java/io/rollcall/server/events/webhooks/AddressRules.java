package io.rollcall.server.events.webhooks;

import io.rollcall.server.kernel.IpAddress;
import io.rollcall.server.kernel.IpRange;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rules for addresses that events may be sent to: public ones only, so that no one who configures an endpoint reaches services of
 * the server's own network.
 *
 * @param allowPrivate whether every address is allowed
 */
public record AddressRules(boolean allowPrivate) {
    private static final int IPV4_BYTES = 4;

    /** Special-purpose addresses of IPv4 (RFC 6890): this network, private, shared, loopback, link-local, tests, multicast. */
    private static final List<IpRange> REFUSED_IPV4 = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** Global unicast. Outside of it are loopback, unique local, link-local and multicast addresses, and NAT64. */
    private static final IpRange GLOBAL_IPV6 = range("2000::/3");

    /** Within it: Teredo and 6to4, which embed an IPv4 address, other protocol assignments, and documentation. */
    private static final List<IpRange> REFUSED_IPV6 = ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private static List<IpRange> ranges(String... texts) {
        return Stream.of(texts).map(AddressRules::range).toList();
    }

    private static IpRange range(String text) {
        return IpRange.parse(text).orElseThrow();
    }

    /** Returns whether events may be sent to the address. */
    public boolean allow(InetAddress address) {
        return allowPrivate
                || IpAddress.parse(address.getHostAddress())
                        .filter(parsed -> isPublic(parsed, address.getAddress().length == IPV4_BYTES))
                        .isPresent();
    }

    private static boolean isPublic(IpAddress address, boolean ipv4) {
        return ipv4
                ? REFUSED_IPV4.stream().noneMatch(range -> range.contains(address))
                : GLOBAL_IPV6.contains(address) && REFUSED_IPV6.stream().noneMatch(range -> range.contains(address));
    }
}
