package io.rollcall.server.fuzz;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/** Makes requests out of {@link Seeds}, most of them wrong in some way. */
final class FuzzedRequests {
    private static final String BASE = "/API/enterprise/scim";
    private static final List<String> OTHER_PATHS = List.of(
            "/Users/",
            "/Groups",
            "/Groups/x",
            "/Me",
            "/Schemas",
            "/ResourceTypes/User",
            "/ServiceProviderConfig",
            "/Bulk",
            "/Schemas/urn:ietf:params:scim:schemas:core:2.0:User",
            "/.search",
            "/Users/.search",
            "/",
            "");
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY");
    private static final List<String> PARAMETERS = List.of(
            "filter",
            "FILTER",
            "sortBy",
            "sortOrder",
            "startIndex",
            "count",
            "cursor",
            "attributes",
            "excludedAttributes");
    private static final List<String> VALUES = List.of(
            "userName",
            "emails.value",
            "descending",
            "-1",
            "0",
            "2",
            "99999999999",
            "1.5",
            "name,emails.type",
            "meta",
            "id");
    private static final List<String> HEADERS = List.of(
            "Accept: application/scim+json",
            "Accept: text/html",
            "Accept: */*;q=x",
            "Content-Type: text/plain",
            "Content-Type: application/json; charset=utf-16",
            "Content-Type: ;",
            "Content-Type: application/scim+json",
            "If-Match: W/\"1\"",
            "If-Match: *",
            "If-None-Match: \"1\",",
            "Accept-Encoding: gzip",
            "Content-Encoding: gzip",
            "X-Forwarded-Host: a\u00e9",
            "Accept-Language: ,;q=",
            "Cookie: $Version=1; a=\"",
            "User-Agent: \u00ff");
    private static final Pattern NOT_IN_A_LINE = Pattern.compile("[\\r\\n\\x00]");

    private final Mutations mutations;
    private final String token;
    private final FuzzedIds ids;

    FuzzedRequests(Random random, String token, FuzzedIds ids) {
        this.mutations = new Mutations(random);
        this.token = token;
        this.ids = ids;
    }

    FuzzedRequest next() {
        FuzzedRequest request = kind();
        String method = mutations.chance(3) ? mutations.oneOf(METHODS) : request.method();
        return new FuzzedRequest(method, request.target(), request.headers() + headers(), request.body());
    }

    private FuzzedRequest kind() {
        return switch (mutations.oneOf(List.of(0, 0, 1, 1, 1, 2, 2, 3, 3, 3, 4, 5, 6, 7))) {
            case 0 -> request("POST", "/Users", body(Seeds.USERS));
            case 1 -> request("PATCH", user(), body(Seeds.PATCHES));
            case 2 -> request("PUT", user(), body(Seeds.USERS));
            case 3 -> request("GET", "/Users", new byte[0]);
            case 4 -> request("POST", mutations.oneOf(List.of("/Users/.search", "/.search")), body(Seeds.SEARCHES));
            case 5 -> request("POST", "/Bulk", body(Seeds.BULKS));
            case 6 -> request(mutations.oneOf(METHODS), mutations.oneOf(OTHER_PATHS), body(Seeds.USERS));
            default -> request(mutations.oneOf(List.of("GET", "GET", "GET", "DELETE")), user(), new byte[0]);
        };
    }

    private FuzzedRequest request(String method, String path, byte[] body) {
        boolean asks = method.equals("GET") ? mutations.chance(80) : mutations.chance(10);
        return new FuzzedRequest(method, BASE + spoiltPath(path) + (asks ? query() : ""), "", body);
    }

    private String user() {
        return "/Users/" + ids.any(mutations);
    }

    private String spoiltPath(String path) {
        return mutations.chance(8) ? "/" + encoded(mutations.text(path.isEmpty() ? "/" : path, Seeds.PIECES)) : path;
    }

    private String query() {
        StringBuilder query = new StringBuilder("?");
        do {
            query.append(mutations.oneOf(PARAMETERS))
                    .append('=')
                    .append(value())
                    .append('&');
        } while (mutations.chance(40));
        return query.toString();
    }

    private String value() {
        if (mutations.chance(60)) {
            String filter = mutations.oneOf(Seeds.FILTERS);
            return encoded(mutations.chance(70) ? mutations.text(filter, Seeds.PIECES) : filter);
        }
        String value = mutations.oneOf(VALUES);
        return mutations.chance(20) ? raw(mutations.text(value, Seeds.PIECES)) : encoded(value);
    }

    /** Not encoded as it should be, yet within the request line. */
    private static String raw(String text) {
        return NOT_IN_A_LINE.matcher(text).replaceAll("?").replace(' ', '+');
    }

    private byte[] body(List<String> seeds) {
        String seed = unique(mutations.oneOf(seeds));
        String json = mutations.chance(85) ? mutations.json(seed) : seed;
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return mutations.chance(10) ? mutations.bytes(bytes) : bytes;
    }

    /** Half of the users get a name of their own, so that there are users to work on. */
    private String unique(String json) {
        return mutations.chance(50)
                ? json.replaceFirst("\"userName\"\\s*:\\s*\"[^\"]*\"", "\"userName\":\"" + ids.freshName() + "\"")
                : json;
    }

    private String headers() {
        StringBuilder headers = new StringBuilder("Authorization: Bearer ")
                .append(mutations.chance(2) ? mutations.text(token, List.of(" ", "x")) : token)
                .append("\r\n");
        while (mutations.chance(30)) {
            String header = mutations.oneOf(HEADERS);
            String said = mutations.chance(20) ? mutations.text(header, List.of(",", ";", "=", "\"", "\t")) : header;
            headers.append(NOT_IN_A_LINE.matcher(said).replaceAll("?")).append("\r\n");
        }
        return headers.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("%2F", "/")
                .replace("%3A", ":");
    }
}
