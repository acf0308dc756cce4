package io.rollcall.server.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.document.DocumentReader;
import io.rollcall.server.scim.document.ImmutableAttributes;
import io.rollcall.server.scim.document.WriteRules;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.protocol.MessageUrn;
import io.rollcall.server.scim.scimple.protocol.ScimMessage;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.scim.scimple.protocol.ScimProblem.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * Compiler of PATCH requests (RFC 7644 section 3.5.2).
 *
 * @param reader validates the whole User after the changes
 * @param rules sets defaults of omitted attributes
 * @param immutable checks that immutable attributes are unchanged
 */
public record Patches(
        UserSchemas schemas,
        PatchLimits limits,
        DocumentReader reader,
        WriteRules rules,
        ImmutableAttributes immutable) {
    private static final String MESSAGE = MessageUrn.PATCH;

    public Patches(UserSchemas schemas, PatchLimits limits) {
        this(schemas, limits, new DocumentReader(schemas), new WriteRules(schemas), new ImmutableAttributes(schemas));
    }

    /**
     * Reads the operations in the body of a request, without resolving their paths.
     *
     * @throws ScimProblem if the message is malformed
     */
    public static List<Operation> read(ObjectNode body, PatchLimits limits) {
        ScimMessage.requireSchema(MESSAGE, body);
        JsonNode operations = ScimMessage.find(body, "Operations");
        if (!operations.isArray() || operations.isEmpty()) {
            throw new ScimProblem(Type.INVALID_SYNTAX, "Operations must be an array of at least one operation.");
        }
        if (operations.size() > limits.operations()) {
            throw new ScimProblem(
                    Type.INVALID_VALUE,
                    "Operations has %d elements; the most allowed is %d."
                            .formatted(operations.size(), limits.operations()));
        }
        List<Operation> read = new ArrayList<>(operations.size());
        for (JsonNode operation : operations) {
            Patch.inOperation(read.size() + 1, () -> read.add(Operation.read(operation)));
        }
        return read;
    }

    /** Validates operations against the schemas. @throws ScimProblem if they are invalid for every user */
    public Patch compile(List<Operation> operations) {
        return Patch.compile(operations, this);
    }
}
