package io.rollcall.server.scim.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.scimple.protocol.MessageUrn;
import io.rollcall.server.scim.scimple.protocol.ScimMessage;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.scim.scimple.protocol.ScimProblem.Type;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.Response.Status;
import java.util.ArrayList;
import java.util.List;

/**
 * Bulk request (RFC 7644 section 3.7).
 *
 * @param failOnErrors number of errors after which the remaining operations are skipped
 */
public record BulkRequest(int failOnErrors, List<BulkOperation> operations) {
    private static final String MESSAGE = MessageUrn.BULK_REQUEST;

    public BulkRequest {
        operations = List.copyOf(operations);
    }

    /**
     * @throws ScimProblem if the request as a whole is malformed; no operation runs then
     * @throws ClientErrorException 413 if it has too many operations
     */
    public static BulkRequest read(ObjectNode body, int maxOperations) {
        ScimMessage.requireSchema(MESSAGE, ScimMessage.find(body, "schemas"));
        JsonNode operations = ScimMessage.find(body, "Operations");
        if (!operations.isArray() || operations.isEmpty()) {
            throw new ScimProblem(Type.INVALID_SYNTAX, "Operations must be an array of at least one operation.");
        }
        if (operations.size() > maxOperations) {
            throw new ClientErrorException(
                    "The request has %d operations; the maximum (maxOperations) is %d. Send several requests."
                            .formatted(operations.size(), maxOperations),
                    Status.REQUEST_ENTITY_TOO_LARGE);
        }
        return new BulkRequest(failOnErrors(ScimMessage.find(body, "failOnErrors")), operations(operations));
    }

    private static int failOnErrors(JsonNode written) {
        if (written.isMissingNode() || written.isNull()) {
            return Integer.MAX_VALUE;
        }
        if (!written.isIntegralNumber() || !written.canConvertToInt() || written.intValue() < 0) {
            throw new ScimProblem(Type.INVALID_VALUE, "failOnErrors must be a whole number; 0 or null is no limit.");
        }
        return written.intValue() == 0 ? Integer.MAX_VALUE : written.intValue();
    }

    private static List<BulkOperation> operations(JsonNode written) {
        List<BulkOperation> operations = new ArrayList<>();
        for (JsonNode operation : written) {
            try {
                operations.add(BulkOperation.read(operation));
            } catch (ScimProblem problem) {
                throw new ScimProblem(
                        problem.type(), "In operation %d: %s".formatted(operations.size() + 1, problem.getMessage()));
            }
        }
        return operations;
    }
}
