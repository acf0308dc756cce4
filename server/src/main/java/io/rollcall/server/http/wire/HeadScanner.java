package io.rollcall.server.http.wire;

import org.glassfish.grizzly.Buffer;

/**
 * Scanner of a request's head for deviations that Grizzly hides while it parses: a bare CR, blanks in the request line,
 * folded lines, and a Content-Length that it drops beside Transfer-Encoding (RFC 9112 sections 2.2, 3, 5.2 and 6.3).
 */
final class HeadScanner {
    private static final byte[] LENGTH = bytes("content-length:");
    private static final byte[] CODING = bytes("transfer-encoding:");
    private static final byte[] LAST_CHUNK = bytes("0\r\n\r\n");
    private static final int BLANKS = 2;
    private static final int LOWER_CASE = 0x20;

    private int next;
    private int lineStart;
    private boolean requestLine = true;
    private int blanks;
    private boolean afterCr;
    private boolean ended;
    private boolean malformed;
    private boolean length;
    private boolean coding;
    private long bodyLength;

    /** @param start where the request begins in its buffer */
    HeadScanner(int start) {
        this.next = start;
        this.lineStart = start;
    }

    private static byte[] bytes(String text) {
        byte[] bytes = new byte[text.length()];
        for (int index = 0; index < bytes.length; index++) {
            bytes[index] = (byte) text.charAt(index);
        }
        return bytes;
    }

    /**
     * Reads to the end of the head, or of the present bytes.
     *
     * @return whether the head has ended
     */
    boolean read(Buffer input) {
        int limit = input.limit();
        while (!ended) {
            skipText(input, limit);
            if (next == limit) {
                break;
            }
            byte character = input.get(next);
            if (character == '\n') {
                endLine(input);
            } else {
                malformed |= afterCr;
                afterCr = character == '\r';
                if (requestLine && (character == ' ' || character == '\t')) {
                    blank(character, input);
                }
            }
            next++;
        }
        return ended;
    }

    /** Skips visible characters, most of a head. */
    private void skipText(Buffer input, int limit) {
        if (afterCr || !input.hasArray()) {
            return;
        }
        byte[] bytes = input.array();
        int offset = input.arrayOffset();
        int at = next;
        while (at < limit && bytes[offset + at] > ' ') {
            at++;
        }
        next = at;
    }

    /** Blanks separate the method, target and version, one between each two. */
    private void blank(byte character, Buffer input) {
        blanks++;
        malformed |= character == '\t' || blanks > BLANKS || next == lineStart || input.get(next - 1) == ' ';
    }

    private void endLine(Buffer input) {
        int end = afterCr ? next - 1 : next;
        if (requestLine) {
            malformed |= end == lineStart || input.get(end - 1) == ' ';
            requestLine = false;
        } else if (end == lineStart) {
            ended = true;
        } else {
            // A folded line, which RFC 9112 section 5.2 has servers refuse.
            malformed |= input.get(lineStart) == ' ' || input.get(lineStart) == '\t';
            if (begins(input, end, LENGTH)) {
                length = true;
                bodyLength = number(input, lineStart + LENGTH.length, end);
            }
            coding |= begins(input, end, CODING);
        }
        afterCr = false;
        lineStart = next + 1;
    }

    private boolean begins(Buffer input, int end, byte[] name) {
        if (end - lineStart < name.length) {
            return false;
        }
        for (int index = 0; index < name.length; index++) {
            byte character = input.get(lineStart + index);
            if (character != name[index] && (character | LOWER_CASE) != name[index]) {
                return false;
            }
        }
        return true;
    }

    /** Returns the digits of a line without surrounding blanks. A length that is no number is refused later. */
    private static long number(Buffer input, int start, int end) {
        long number = 0;
        for (int index = start; index < end; index++) {
            int digit = input.get(index) - '0';
            if (digit >= 0 && digit <= 9 && number < Integer.MAX_VALUE) {
                number = number * 10 + digit;
            }
        }
        return number;
    }

    /** Returns whether the input surely holds the whole body; a chunked one if it ends like one. */
    boolean hasBody(Buffer input) {
        int rest = input.limit() - next;
        return coding ? endsInLastChunk(input, rest) : rest >= bodyLength;
    }

    private static boolean endsInLastChunk(Buffer input, int rest) {
        int start = input.limit() - LAST_CHUNK.length;
        for (int index = 0; index < LAST_CHUNK.length; index++) {
            if (rest < LAST_CHUNK.length || input.get(start + index) != LAST_CHUNK[index]) {
                return false;
            }
        }
        return true;
    }

    boolean isMalformed() {
        return malformed;
    }

    /** Returns whether the length of the body is given in two ways, which two servers may read differently. */
    boolean hasTwoLengths() {
        return length && coding;
    }
}
