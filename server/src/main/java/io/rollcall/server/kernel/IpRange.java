package io.rollcall.server.kernel;

import java.util.Optional;
import java.util.regex.Pattern;

/** One IP address or a CIDR range, such as {@code 10.0.0.0/8} or {@code 2001:db8::/32}. */
public final class IpRange {
    private static final Pattern PREFIX = Pattern.compile("[0-9]{1,3}");
    private static final int BITS = 8;
    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;
    private static final int ALL = 0xFF;

    private final byte[] network;
    private final int prefix;

    private IpRange(byte[] network, int prefix) {
        this.network = network;
        this.prefix = prefix;
    }

    /** Returns the range; empty if the text is not an address or CIDR range. */
    public static Optional<IpRange> parse(String text) {
        int slash = text.indexOf('/');
        if (text.indexOf('%') >= 0) {
            return Optional.empty();
        }
        String address = slash < 0 ? text : text.substring(0, slash);
        return IpAddress.parse(address).flatMap(parsed -> {
            int most = parsed.bytes().length * BITS;
            // The prefix length of an IPv4-mapped address includes the 96 bits of the mapping.
            int mapped = most == IPV4_BITS && address.indexOf(':') >= 0 ? IPV6_BITS - IPV4_BITS : 0;
            return prefix(slash < 0 ? Integer.toString(most + mapped) : text.substring(slash + 1))
                    .map(length -> length - mapped)
                    .filter(length -> length >= 0 && length <= most)
                    .map(length -> new IpRange(parsed.bytes(), length));
        });
    }

    private static Optional<Integer> prefix(String text) {
        return PREFIX.matcher(text).matches() ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }

    /** Returns whether the range contains the address; false if their IP versions differ. */
    public boolean contains(IpAddress address) {
        byte[] bytes = address.bytes();
        if (bytes.length != network.length) {
            return false;
        }
        int whole = prefix / BITS;
        for (int index = 0; index < whole; index++) {
            if (bytes[index] != network[index]) {
                return false;
            }
        }
        int mask = ALL << BITS - prefix % BITS & ALL;
        return mask == 0 || ((bytes[whole] ^ network[whole]) & mask) == 0;
    }
}
