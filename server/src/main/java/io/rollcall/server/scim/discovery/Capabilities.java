package io.rollcall.server.scim.discovery;

import java.time.Duration;
import java.util.Optional;

/**
 * Capabilities of the server in {@code /ServiceProviderConfig} (RFC 7643 section 5, RFC 9865).
 *
 * @param documentationUri URL of the documentation for administrators
 */
public record Capabilities(
        boolean patch,
        Bulk bulk,
        Filter filter,
        boolean changePassword,
        boolean sort,
        boolean etag,
        Pagination pagination,
        Optional<String> documentationUri) {

    /** Support for bulk requests. */
    public record Bulk(boolean supported, int maxOperations, int maxPayloadSize) {}

    /** Support for filters. @param maxResults maximum number of resources in a response */
    public record Filter(boolean supported, int maxResults) {}

    /**
     * Support for pagination.
     *
     * @param defaultMethod for a request with neither {@code startIndex} nor {@code cursor}
     * @param cursorTimeout lifetime of a cursor; empty for no limit
     */
    public record Pagination(
            boolean cursor,
            boolean index,
            Method defaultMethod,
            int defaultPageSize,
            int maxPageSize,
            Optional<Duration> cursorTimeout) {
        public Pagination {
            if (!(defaultMethod == Method.CURSOR ? cursor : index)) {
                throw new IllegalArgumentException("the default pagination method must be a supported one");
            }
            if (defaultPageSize < 1 || defaultPageSize > maxPageSize) {
                throw new IllegalArgumentException("the default page size must lie between 1 and the largest page");
            }
        }

        /** Pagination method. */
        public enum Method {
            CURSOR,
            INDEX
        }
    }
}
