package io.rollcall.server.scim.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.kernel.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/** Serialized discovery document with its ETag, a hash of the bytes (RFC 7644 section 3.14). */
public final class DiscoveryDocument {
    private static final int ETAG_DIGITS = 32;

    private final byte[] json;
    private final String etag;

    private DiscoveryDocument(byte[] json, String etag) {
        this.json = json;
        this.etag = etag;
    }

    static DiscoveryDocument of(JsonNode document) {
        byte[] json = document.toString().getBytes(StandardCharsets.UTF_8);
        // Weak, because a proxy may compress the response.
        return new DiscoveryDocument(json, "W/\"" + hash(json) + "\"");
    }

    /** Returns the document in UTF-8. */
    public byte[] json() {
        return json.clone();
    }

    int bytes() {
        return json.length;
    }

    /** Returns the value of the ETag header, with quotes. */
    public String etag() {
        return etag;
    }

    private static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(Sha256.of(bytes)).substring(0, ETAG_DIGITS);
    }

    /** Returns a constant as RFC 7643 and RFC 9865 write it: {@code READ_ONLY} as {@code readOnly}. */
    static String keyword(Enum<?> constant) {
        StringBuilder keyword = new StringBuilder();
        for (String word : constant.name().toLowerCase(Locale.ROOT).split("_")) {
            keyword.append(
                    keyword.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return keyword.toString();
    }
}
