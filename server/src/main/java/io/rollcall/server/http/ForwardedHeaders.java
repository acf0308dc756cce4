package io.rollcall.server.http;

import io.rollcall.server.kernel.IpAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.glassfish.grizzly.http.util.MimeHeaders;

/**
 * Entries that proxies added to a request: {@code X-Forwarded-*}, or {@code Forwarded} (RFC 7239) if there are none. The
 * nearest proxy's is last in each list.
 */
record ForwardedHeaders(List<String> clients, List<String> hosts, List<String> schemes) {
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}|_[A-Za-z0-9._-]+");

    /**
     * One {@code name=value} pair, with the separator behind it: a comma begins the next proxy's element. All quantifiers are
     * possessive, because a client may write any number of blanks.
     */
    private static final Pattern PAIR =
            Pattern.compile("\\G[ \\t]*+(?:([A-Za-z-]++)=(\"[^\"\\\\]*+\"|[^\\s\",;]*+))?+[ \\t]*+([,;]|$)");

    ForwardedHeaders {
        clients = List.copyOf(clients);
        hosts = List.copyOf(hosts);
        schemes = List.copyOf(schemes);
    }

    static ForwardedHeaders read(MimeHeaders headers) {
        ForwardedHeaders usual = new ForwardedHeaders(
                entries(headers, "X-Forwarded-For"),
                entries(headers, "X-Forwarded-Host"),
                entries(headers, "X-Forwarded-Proto"));
        // A proxy that sets these hands on a client's own Forwarded, which therefore counts only without them.
        return usual.isEmpty() ? standard(headers) : usual;
    }

    private boolean isEmpty() {
        return clients.isEmpty() && hosts.isEmpty() && schemes.isEmpty();
    }

    private static List<String> lines(MimeHeaders headers, String header) {
        return StreamSupport.stream(headers.values(header).spliterator(), false).toList();
    }

    private static List<String> entries(MimeHeaders headers, String header) {
        return lines(headers, header).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    private static ForwardedHeaders standard(MimeHeaders headers) {
        List<Map<String, String>> elements = lines(headers, "Forwarded").stream()
                .flatMap(line -> elements(line).stream())
                .toList();
        return new ForwardedHeaders(all(elements, "for"), all(elements, "host"), all(elements, "proto"));
    }

    private static List<String> all(List<Map<String, String>> elements, String name) {
        return elements.stream().map(element -> element.getOrDefault(name, "")).toList();
    }

    /** Parses one header line. The rest of a malformed one becomes a single empty element. */
    static List<Map<String, String>> elements(String line) {
        List<Map<String, String>> elements = new ArrayList<>();
        Map<String, String> element = new TreeMap<>();
        Matcher pair = PAIR.matcher(line);
        int end = 0;
        while (end < line.length() && pair.find()) {
            if (pair.group(1) != null) {
                element.put(pair.group(1).toLowerCase(Locale.ROOT), unquoted(pair.group(2)));
            }
            if (!pair.group(3).equals(";") && !element.isEmpty()) {
                elements.add(element);
                element = new TreeMap<>();
            }
            end = pair.end();
        }
        if (end < line.length()) {
            elements.add(Map.of());
        }
        return elements;
    }

    private static String unquoted(String value) {
        return value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
    }

    /** Returns the address of an entry without its port, or empty if it is {@code unknown}, obfuscated or anything else. */
    static Optional<IpAddress> address(String entry) {
        int bracket = entry.indexOf(']');
        int colon = entry.indexOf(':', Math.max(bracket, 0));
        boolean bare = bracket < 0 && colon != entry.lastIndexOf(':');
        if (colon < 0 || bare) {
            return IpAddress.parse(entry);
        }
        return PORT.matcher(entry.substring(colon + 1)).matches()
                ? IpAddress.parse(entry.substring(0, colon))
                : Optional.empty();
    }
}
