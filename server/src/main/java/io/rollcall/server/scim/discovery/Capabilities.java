package io.rollcall.server.scim.discovery;

import java.time.Duration;
import java.util.Optional;

/**
 * Capabilities of the server in {@code /ServiceProviderConfig} (RFC 7643 section 5, RFC 9865 section 4).
 *
 * @param documentationUri where people read how to set up provisioning
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

    /** Many operations in one request. */
    public record Bulk(boolean supported, int maxOperations, int maxPayloadSize) {}

    /** @param maxResults how many resources one answer holds at most */
    public record Filter(boolean supported, int maxResults) {}

    /**
     * How a client gets through long lists.
     *
     * @param defaultMethod for a request with neither {@code startIndex} nor {@code cursor}
     * @param cursorTimeout how long a cursor is good for; empty where it does not age
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

        /** The values of {@code defaultPaginationMethod}. */
        public enum Method {
            CURSOR,
            INDEX
        }
    }
}
