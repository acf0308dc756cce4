package io.rollcall.server.kernel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP address, parsed without DNS. An IPv4-mapped IPv6 address equals the IPv4 address. */
public final class IpAddress {
    /** Maximum length of {@link #text}. */
    public static final int MAX_LENGTH = 39;

    private static final int IPV6_BYTES = 16;
    private static final int NETWORK_BYTES = 8;
    private static final int MAX_LITERAL = 45;
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

    private final InetAddress address;

    private IpAddress(InetAddress address) {
        this.address = address;
    }

    /** Returns the address of a literal such as {@code 192.0.2.1}, {@code 2001:db8::1}, {@code [::1]} or {@code fe80::1%eth0}. */
    public static Optional<IpAddress> parse(String text) {
        String literal = withoutZone(withoutBrackets(text));
        boolean plausible = literal.length() <= MAX_LITERAL
                && (IPV4.matcher(literal).matches() || IPV6.matcher(literal).matches() && endsInIpv4OrHex(literal));
        if (!plausible) {
            return Optional.empty();
        }
        try {
            // getByName uses no DNS for a literal or any text with a colon.
            return Optional.of(new IpAddress(InetAddress.getByName(literal)));
        } catch (UnknownHostException malformed) {
            return Optional.empty();
        }
    }

    private static String withoutBrackets(String text) {
        return text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    }

    private static String withoutZone(String text) {
        int zone = text.indexOf('%');
        return zone > 0 && text.indexOf(':') >= 0 ? text.substring(0, zone) : text;
    }

    private static boolean endsInIpv4OrHex(String literal) {
        return literal.indexOf('.') < 0
                || IPV4.matcher(literal.substring(literal.lastIndexOf(':') + 1)).matches();
    }

    /**
     * Returns the key by which rate limits count a client: the /64 network of an IPv6 address, since that is commonly one
     * subscriber. Text that is not an address is returned unchanged.
     */
    public static String limitKey(String text) {
        return text.indexOf(':') < 0
                ? text
                : parse(text).map(IpAddress::network).orElse(text);
    }

    private String network() {
        byte[] bytes = bytes();
        if (bytes.length < IPV6_BYTES) {
            return text();
        }
        Arrays.fill(bytes, NETWORK_BYTES, IPV6_BYTES, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("sixteen bytes are an address", impossible);
        }
    }

    /** Returns the four or sixteen bytes of the address. */
    byte[] bytes() {
        return address.getAddress();
    }

    /** Returns whether it is an address of this machine's loopback interface, such as {@code 127.0.0.1} or {@code ::1}. */
    public boolean isLoopback() {
        return address.isLoopbackAddress();
    }

    /** Returns the canonical text, for storing and comparing: no brackets, no zone, at most {@link #MAX_LENGTH} characters. */
    public String text() {
        return address.getHostAddress();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpAddress that && address.equals(that.address);
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
