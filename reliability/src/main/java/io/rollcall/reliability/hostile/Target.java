package io.rollcall.reliability.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Server from one client's view, with a builder of the client's requests.
 *
 * @param source the client's loopback address
 * @param forwardedFor the client's address as the trusted proxy in front of the server reports it
 */
record Target(int port, String source, Optional<String> forwardedFor, String token) {
    static final String SCIM = "/API/enterprise/scim";
    static final String OPENAPI = "/api/admin/v1/openapi.json";

    byte[] get(String path, String... headers) {
        return bytes(head("GET", path, headers) + "\r\n");
    }

    byte[] send(String method, String path, byte[] body, String... headers) {
        return join(
                bytes(head(method, path, headers) + "Content-Type: application/scim+json\r\nContent-Length: "
                        + body.length + "\r\n\r\n"),
                body);
    }

    /** Returns the request line and the headers, without the empty line after them. */
    String head(String method, String path, String... headers) {
        StringBuilder text = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        if (List.of(headers).stream().noneMatch(header -> header.startsWith("Host:"))) {
            text.append("Host: 127.0.0.1:").append(port).append("\r\n");
        }
        forwardedFor.ifPresent(
                address -> text.append("X-Forwarded-For: ").append(address).append("\r\n"));
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        return text.toString();
    }

    String authorization() {
        return "Authorization: Bearer " + token;
    }

    static byte[] pipelined(int times, byte[] request) {
        return join(Collections.nCopies(times, request).toArray(byte[][]::new));
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
