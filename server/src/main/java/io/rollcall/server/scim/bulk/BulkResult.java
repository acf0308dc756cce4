package io.rollcall.server.scim.bulk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.bulk.BulkEndpoint.Written;
import io.rollcall.server.scim.scimple.protocol.ErrorDocument;
import java.util.Optional;

/**
 * Result of an operation (RFC 7644 section 3.7.3).
 *
 * @param location empty if a POST failed, since no resource exists
 * @param error response of a failed operation. Successful ones have none, since clients know the content
 */
record BulkResult(
        BulkOperation operation,
        int status,
        Optional<String> location,
        Optional<String> version,
        Optional<ErrorDocument> error) {

    static BulkResult written(BulkOperation operation, int status, Written written) {
        return new BulkResult(
                operation, status, Optional.of(written.location()), Optional.of(written.version()), Optional.empty());
    }

    static BulkResult deleted(BulkOperation operation, Optional<String> location) {
        return new BulkResult(operation, 204, location, Optional.empty(), Optional.empty());
    }

    static BulkResult failed(BulkOperation operation, Optional<String> location, ErrorDocument error) {
        return new BulkResult(operation, error.status(), location, Optional.empty(), Optional.of(error));
    }

    boolean isFailed() {
        return error.isPresent();
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        location.ifPresent(url -> json.put("location", url));
        json.put("method", operation.method());
        operation.bulkId().ifPresent(bulkId -> json.put("bulkId", bulkId));
        version.ifPresent(tag -> json.put("version", tag));
        json.put("status", Integer.toString(status));
        error.ifPresent(document -> json.set("response", document.toJson()));
        return json;
    }
}
