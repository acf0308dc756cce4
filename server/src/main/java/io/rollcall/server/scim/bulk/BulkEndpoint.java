package io.rollcall.server.scim.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Bulk operations of a resource endpoint such as {@code /Users}, equivalent to single requests (RFC 7644 section 3.7). */
public interface BulkEndpoint {
    Written create(ObjectNode data);

    /** @param version as in If-Match */
    Written replace(String id, ObjectNode data, Optional<String> version);

    /** @param version as in If-Match */
    Written patch(String id, ObjectNode data, Optional<String> version);

    /** @param version as in If-Match */
    void delete(String id, Optional<String> version);

    /**
     * Resource written by an operation.
     *
     * @param version its entity tag
     */
    record Written(String id, String location, String version) {}
}
