package io.rollcall.server.events.webhooks.delivery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Response of a receiver. Its status decides; the body is for display only, so it is read as far as it is short, and a
 * misstated length is no failure.
 *
 * @param headers by lower-case name; the first of each
 * @param body the beginning of the body
 * @param complete whether the body is whole
 * @param reusable whether the connection is at the start of the next response
 */
public record HttpResponse(int status, Map<String, String> headers, byte[] body, boolean complete, boolean reusable) {
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.([01]) ([1-5][0-9]{2})( .*)?");
    private static final int MAX_HEAD = 16 * 1024;
    private static final int BUFFER = 4 * 1024;
    private static final int INFORMATIONAL = 200;
    private static final int SWITCHING = 101;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int HEX = 16;

    public HttpResponse {
        headers = Map.copyOf(headers);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Action between head and body. */
    interface BeforeBody {
        void run() throws IOException;
    }

    /**
     * Reads a response.
     *
     * @param maxBody number of bytes of the body that are read
     * @throws DeliveryFailure if it is not HTTP/1.1
     */
    static HttpResponse read(InputStream in, BeforeBody beforeBody, int maxBody) throws IOException {
        // One limit for all heads: a receiver may send any number of informational ones.
        LineReader heads = new LineReader(in, MAX_HEAD);
        Head head;
        do {
            head = Head.read(heads);
        } while (head.status < INFORMATIONAL && head.status != SWITCHING);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        boolean complete = false;
        try {
            beforeBody.run();
            complete = head.readBody(in, body, maxBody);
        } catch (IOException | NumberFormatException misstated) {
            // The status has arrived, and it decides.
        }
        boolean reusable = complete
                && head.isDelimited()
                && head.version == 1
                && !head.headers
                        .getOrDefault("connection", "")
                        .toLowerCase(Locale.ROOT)
                        .contains("close");
        return new HttpResponse(head.status, head.headers, body.toByteArray(), complete, reusable);
    }

    /** Status line and headers. */
    private record Head(int version, int status, Map<String, String> headers) {
        static Head read(LineReader lines) throws IOException {
            Matcher line = STATUS_LINE.matcher(lines.next());
            if (!line.matches()) {
                throw new DeliveryFailure("The response is not HTTP/1.1.");
            }
            Map<String, String> headers = new HashMap<>();
            for (String next = lines.next(); !next.isEmpty(); next = lines.next()) {
                int colon = next.indexOf(':');
                if (colon > 0) {
                    headers.putIfAbsent(
                            next.substring(0, colon).toLowerCase(Locale.ROOT),
                            next.substring(colon + 1).strip());
                }
            }
            return new Head(Integer.parseInt(line.group(1)), Integer.parseInt(line.group(2)), headers);
        }

        /** Returns whether the body ends before the connection does. */
        boolean isDelimited() {
            return headers.containsKey("content-length")
                    || headers.containsKey("transfer-encoding")
                    || status == NO_CONTENT
                    || status == NOT_MODIFIED;
        }

        /** Reads the body, and returns whether all of it was read. */
        boolean readBody(InputStream in, ByteArrayOutputStream body, int maxBody) throws IOException {
            if (status == NO_CONTENT || status == NOT_MODIFIED) {
                return true;
            }
            String coding = headers.getOrDefault("transfer-encoding", "");
            if (coding.equalsIgnoreCase("chunked")) {
                return readChunks(in, body, maxBody);
            }
            String length = headers.get("content-length");
            if (length == null || !coding.isEmpty()) {
                return copy(in, body, maxBody) < maxBody && coding.isEmpty();
            }
            long announced = Long.parseLong(length);
            return copy(in, body, Math.min(maxBody, announced)) == announced;
        }

        /** One limit for all lines: a receiver may send any number of chunks, each with an extension. */
        private static boolean readChunks(InputStream in, ByteArrayOutputStream body, int maxBody) throws IOException {
            LineReader lines = new LineReader(in, maxBody);
            while (true) {
                long size = Long.parseLong(lines.next().split(";", 2)[0].strip(), HEX);
                if (size == 0) {
                    return lines.next().isEmpty();
                }
                long room = maxBody - body.size();
                if (copy(in, body, Math.min(room, size)) != size
                        || !lines.next().isEmpty()) {
                    return false;
                }
            }
        }

        private static long copy(InputStream in, ByteArrayOutputStream body, long most) throws IOException {
            long copied = 0;
            byte[] buffer = new byte[BUFFER];
            while (copied < most) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, most - copied));
                if (read < 0) {
                    break;
                }
                body.write(buffer, 0, read);
                copied += read;
            }
            return copied;
        }
    }

    /** Reader of lines that end with LF or CRLF, with a limit on all of them. */
    private static final class LineReader {
        private final InputStream in;
        private final int[] left;

        LineReader(InputStream in, int most) {
            this.in = in;
            this.left = new int[] {most};
        }

        String next() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new DeliveryFailure("The connection was closed before the end of the response's head.");
                }
                if (left[0]-- == 0) {
                    throw new DeliveryFailure("The head of the response is longer than " + MAX_HEAD + " bytes.");
                }
                line.write(next);
            }
            String text = line.toString(StandardCharsets.ISO_8859_1);
            return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        }
    }
}
