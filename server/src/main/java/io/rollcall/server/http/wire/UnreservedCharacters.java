package io.rollcall.server.http.wire;

import java.util.BitSet;

/**
 * Decoder of percent-encoded characters that need no encoding: {@code %55sers} and {@code Users} are the same path (RFC 3986
 * section 2.3).
 */
final class UnreservedCharacters {
    private static final BitSet ALL = new BitSet();
    private static final int HEX = 16;
    private static final int ENCODED = 3;

    static {
        "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                .chars()
                .forEach(ALL::set);
    }

    private UnreservedCharacters() {}

    /** Decodes unreserved characters in a well-formed path; other encoded characters are unchanged. */
    static String decoded(String path) {
        StringBuilder decoded = new StringBuilder(path.length());
        int index = 0;
        while (index < path.length()) {
            boolean encoded = path.charAt(index) == '%';
            int value = encoded ? Integer.parseInt(path.substring(index + 1, index + ENCODED), HEX) : 0;
            if (encoded && ALL.get(value)) {
                decoded.append((char) value);
                index += ENCODED;
            } else {
                decoded.append(path.charAt(index));
                index++;
            }
        }
        return decoded.toString();
    }
}
