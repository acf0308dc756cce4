package io.rollcall.server.scim.bulk;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Path of an operation, relative to the base URL: {@code /Users} or {@code /Users/} and an id (RFC 7644 section 3.7).
 *
 * @param id may be a reference
 */
record BulkPath(String endpoint, Optional<String> id) {
    private static final Pattern PATH = Pattern.compile("/?([A-Za-z]+)(?:/([^/?#]+))?");

    static Optional<BulkPath> read(String path) {
        Matcher parts = PATH.matcher(path);
        return parts.matches()
                ? Optional.of(new BulkPath(parts.group(1), Optional.ofNullable(parts.group(2))))
                : Optional.empty();
    }
}
