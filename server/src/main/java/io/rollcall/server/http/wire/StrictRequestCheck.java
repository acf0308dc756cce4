package io.rollcall.server.http.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.Protocol;
import org.glassfish.grizzly.http.util.DataChunk;
import org.glassfish.grizzly.http.util.Header;
import org.glassfish.grizzly.http.util.MimeHeaders;

/**
 * Strict check of a request's line and headers against RFC 9112, where Grizzly is lenient. A request that two servers could
 * read in two ways is refused, because it could hide another one in its body (section 11.2).
 */
public final class StrictRequestCheck {
    private static final BitSet TOKEN =
            characters("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    private static final String USUAL_VERSION = "HTTP/1.1";
    private static final Pattern VERSION = Pattern.compile("HTTP/[0-9](\\.[0-9])?");
    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._-]*|\\[[0-9A-Fa-f:.]+])(:[0-9]{0,5})?");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Pattern DOT_SEGMENT_OR_BACKSLASH = Pattern.compile("/(\\.|%2[Ee]){1,2}(/|$)|\\\\|%5[Cc]");

    private static final char DELETE = 0x7F;

    static final HttpRefusal TWO_LENGTHS = HttpRefusal.malformed(
            "The length of the body is given twice. Send either one Content-Length or Transfer-Encoding: chunked.");

    private static final int NOT_IMPLEMENTED = 501;
    private static final int VERSION_NOT_SUPPORTED = 505;
    private static final int EXPECTATION_FAILED = 417;
    private static final int HEADERS_TOO_LARGE = 431;

    private static final HttpRefusal NO_VERSION =
            HttpRefusal.malformed("The request line must end in HTTP/1.1 and contain no additional blanks.");
    private static final HttpRefusal OTHER_VERSION =
            new HttpRefusal(VERSION_NOT_SUPPORTED, "This server speaks HTTP/1.1.");
    private static final HttpRefusal TUNNEL =
            new HttpRefusal(NOT_IMPLEMENTED, "This server is not a proxy and opens no tunnels.");
    private static final HttpRefusal NO_METHOD = HttpRefusal.malformed("The method contains an invalid character.");
    private static final HttpRefusal FIELD = HttpRefusal.malformed("A header contains an invalid character.");
    private static final HttpRefusal TWO_HOSTS = HttpRefusal.malformed("The Host header occurs more than once.");
    private static final HttpRefusal NO_HOST = HttpRefusal.malformed("The Host header is not a host name.");
    private static final HttpRefusal ADDRESS = HttpRefusal.malformed(
            "The address is malformed. Percent-encode all characters but letters and digits, as UTF-8, and use no '.' or"
                    + " '..' between slashes and no backslash in the path.");
    private static final HttpRefusal NO_LENGTH = HttpRefusal.malformed("Content-Length is not a number of bytes.");
    private static final HttpRefusal OTHER_CODING =
            new HttpRefusal(NOT_IMPLEMENTED, "The only supported Transfer-Encoding is chunked.");
    private static final HttpRefusal OTHER_EXPECTATION =
            new HttpRefusal(EXPECTATION_FAILED, "The only supported Expect is 100-continue.");

    private static final HttpRefusal TOO_MANY_ELEMENTS = new HttpRefusal(
            HEADERS_TOO_LARGE,
            "The headers contain too many commas and semicolons. Send fewer cookies or list elements.");

    private static final HttpRefusal TOO_MANY_PARAMETERS =
            HttpRefusal.malformed("The address has too many segments or query parameters. Send fewer.");

    private static final List<Function<StrictRequestCheck, Optional<HttpRefusal>>> CHECKS = List.of(
            StrictRequestCheck::version,
            StrictRequestCheck::method,
            StrictRequestCheck::fields,
            StrictRequestCheck::host,
            StrictRequestCheck::target,
            StrictRequestCheck::length,
            StrictRequestCheck::expectation);

    private final HttpRequestPacket request;
    private final MimeHeaders headers;
    private final int maxElements;

    private StrictRequestCheck(HttpRequestPacket request, int maxElements) {
        this.request = request;
        this.maxElements = maxElements;
        this.headers = request.getHeaders();
    }

    /**
     * Returns the reason to refuse a request before its body is read; empty if it is valid.
     *
     * @param maxElements maximum number of commas and semicolons in the values of all headers, and of segments and
     *     parameters in the address: libraries split them all
     */
    static Optional<HttpRefusal> refusal(HttpRequestPacket request, int maxElements) {
        StrictRequestCheck head = new StrictRequestCheck(request, maxElements);
        for (Function<StrictRequestCheck, Optional<HttpRefusal>> check : CHECKS) {
            Optional<HttpRefusal> refused = check.apply(head);
            if (refused.isPresent()) {
                return refused;
            }
        }
        return Optional.empty();
    }

    private Optional<HttpRefusal> version() {
        Protocol protocol = request.getProtocol();
        String said = text(request.getProtocolDC());
        // Grizzly drops an unknown protocol once its text has been read.
        request.setProtocol(protocol);
        if (!said.equals(USUAL_VERSION) && !VERSION.matcher(said).matches()) {
            return Optional.of(NO_VERSION);
        }
        return refuseIf(
                protocol != Protocol.HTTP_1_1 && protocol != Protocol.HTTP_1_0
                        || request.getResponse().getStatus() == VERSION_NOT_SUPPORTED,
                OTHER_VERSION);
    }

    private Optional<HttpRefusal> method() {
        return request.getMethod() == Method.CONNECT
                ? Optional.of(TUNNEL)
                : refuseIf(!isToken(request.getMethod().getMethodString()), NO_METHOD);
    }

    private Optional<HttpRefusal> fields() {
        int elements = 0;
        for (int index = 0; index < headers.size(); index++) {
            String value = text(headers.getValue(index));
            if (!isToken(text(headers.getName(index))) || hasControl(value)) {
                return Optional.of(FIELD);
            }
            elements += count(value, ',', ';');
        }
        return refuseIf(elements > maxElements, TOO_MANY_ELEMENTS);
    }

    private static int count(String text, char one, char another) {
        int count = 0;
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character == one || character == another) {
                count++;
            }
        }
        return count;
    }

    private static BitSet characters(String all) {
        BitSet characters = new BitSet();
        all.chars().forEach(characters::set);
        return characters;
    }

    private static boolean isToken(String text) {
        for (int index = 0; index < text.length(); index++) {
            if (!isTokenCharacter(text.charAt(index))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    static boolean isTokenCharacter(char character) {
        return TOKEN.get(character);
    }

    private static boolean hasControl(String text) {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character < ' ' && character != '\t' || character == DELETE) {
                return true;
            }
        }
        return false;
    }

    private Optional<HttpRefusal> host() {
        List<String> hosts = values(Header.Host);
        if (hosts.size() > 1) {
            return Optional.of(TWO_HOSTS);
        }
        boolean wrong = !hosts.isEmpty() && (hosts.get(0).isEmpty() || !isHost(hosts.get(0)));
        return refuseIf(wrong, NO_HOST);
    }

    public static boolean isHost(String text) {
        return isPlainName(text) || HOST.matcher(text).matches();
    }

    /** Returns whether a host is a plain name, as nearly every host is. Costs a fraction of the pattern. */
    private static boolean isPlainName(String text) {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            boolean letter = character >= 'a' && character <= 'z' || character >= '0' && character <= '9';
            if (!letter && character != '.' && character != '-') {
                return false;
            }
        }
        return true;
    }

    private Optional<HttpRefusal> target() {
        String path = text(request.getRequestURIRef().getRequestURIBC());
        String query = text(request.getQueryStringDC());
        if (count(path, ';', '/') + count(query, ';', '&') > maxElements) {
            return Optional.of(TOO_MANY_PARAMETERS);
        }
        boolean wrong = !path.startsWith("/")
                || mayHideSegments(path)
                        && DOT_SEGMENT_OR_BACKSLASH.matcher(path).find()
                || !isWellEncoded(path)
                || !isWellEncoded(query);
        if (!wrong && path.indexOf('%') >= 0) {
            request.getRequestURIRef().init(UnreservedCharacters.decoded(path));
        }
        return refuseIf(wrong, ADDRESS);
    }

    /** Returns whether a path needs a closer look; most do not. */
    private static boolean mayHideSegments(String path) {
        return path.contains("/.") || path.indexOf('%') >= 0 || path.indexOf('\\') >= 0;
    }

    /** Returns whether a text is printable ASCII, and UTF-8 where it is percent-encoded (RFC 3986 section 2.1). */
    private static boolean isWellEncoded(String text) {
        if (text.isEmpty()) {
            return true;
        }
        ByteBuffer decoded = ByteBuffer.allocate(text.length());
        boolean ascii = true;
        for (int index = 0; index < text.length(); index++) {
            int character = text.charAt(index);
            if (character <= ' ' || character >= DELETE || character == '#') {
                return false;
            }
            if (character == '%') {
                character = encoded(text, index);
                index += 2;
            }
            if (character <= 0) {
                return false;
            }
            ascii &= character <= DELETE;
            decoded.put((byte) character);
        }
        return ascii || isUtf8(decoded.flip());
    }

    /** Returns the byte of the two digits after a percent sign, or -1. */
    private static int encoded(String text, int percent) {
        if (percent + 2 >= text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(percent + 1), 16);
        int low = Character.digit(text.charAt(percent + 2), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static boolean isUtf8(ByteBuffer bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes);
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    private Optional<HttpRefusal> length() {
        List<String> lengths = values(Header.ContentLength);
        List<String> codings = values(Header.TransferEncoding);
        if (lengths.size() + codings.size() > 1) {
            return Optional.of(TWO_LENGTHS);
        }
        if (!lengths.isEmpty() && !LENGTH.matcher(lengths.get(0)).matches()) {
            return Optional.of(NO_LENGTH);
        }
        boolean unknown = !codings.isEmpty()
                && (!codings.get(0).equalsIgnoreCase("chunked") || request.getProtocol() == Protocol.HTTP_1_0);
        return refuseIf(unknown, OTHER_CODING);
    }

    private Optional<HttpRefusal> expectation() {
        for (String expected : headers.values(Header.Expect)) {
            if (!expected.strip().equalsIgnoreCase("100-continue")) {
                return Optional.of(OTHER_EXPECTATION);
            }
        }
        return Optional.empty();
    }

    private List<String> values(Header header) {
        List<String> values = new ArrayList<>(1);
        for (String value : headers.values(header)) {
            values.add(value.strip());
        }
        return values;
    }

    private static String text(DataChunk chunk) {
        return chunk.isNull() ? "" : chunk.toString();
    }

    private static Optional<HttpRefusal> refuseIf(boolean wrong, HttpRefusal refused) {
        return wrong ? Optional.of(refused) : Optional.empty();
    }
}
