package io.rollcall.server.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.extensions.RoleAttribute;
import io.rollcall.server.scim.document.DocumentReader;
import io.rollcall.server.scim.document.ImmutableAttributes;
import io.rollcall.server.scim.document.MessageMember;
import io.rollcall.server.scim.document.SchemasMember;
import io.rollcall.server.scim.document.WriteRules;
import io.rollcall.server.scim.document.WrittenDocument;
import io.rollcall.server.scim.protocol.ScimProblem;
import io.rollcall.server.scim.protocol.ScimProblem.Type;
import io.rollcall.server.scim.schema.UserSchemas;
import java.util.ArrayList;
import java.util.List;

/** A PATCH request, checked against the schemas before any user is read (RFC 7644 section 3.5.2). */
public final class Patch {
    private static final String MESSAGE = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

    private final UserSchemas schemas;
    private final List<Change> changes;

    private Patch(UserSchemas schemas, List<Change> changes) {
        this.schemas = schemas;
        this.changes = List.copyOf(changes);
    }

    public static Patch parse(ObjectNode body, UserSchemas schemas, PatchLimits limits) {
        SchemasMember.require(MESSAGE, MessageMember.find(body, "schemas"));
        JsonNode operations = MessageMember.find(body, "Operations");
        if (!operations.isArray() || operations.isEmpty()) {
            throw new ScimProblem(Type.INVALID_SYNTAX, "Operations must be an array of at least one operation.");
        }
        if (operations.size() > limits.operations()) {
            throw new ScimProblem(
                    Type.INVALID_VALUE,
                    "Operations has %d elements; the most allowed is %d."
                            .formatted(operations.size(), limits.operations()));
        }
        return new Patch(schemas, changes(operations, new ChangePlan(new TargetReader(schemas, limits.paths()))));
    }

    private static List<Change> changes(JsonNode operations, ChangePlan plan) {
        List<Change> changes = new ArrayList<>();
        int number = 0;
        for (JsonNode operation : operations) {
            int position = ++number;
            inOperation(position, () -> plan.of(Operation.read(operation))
                    .forEach(change -> changes.add(document -> inOperation(position, () -> change.applyTo(document)))));
        }
        return changes;
    }

    /** A refusal tells which operation it is about. */
    private static void inOperation(int number, Runnable step) {
        try {
            step.run();
        } catch (ScimProblem problem) {
            throw new ScimProblem(problem.type(), "In operation %d: %s".formatted(number, problem.getMessage()));
        }
    }

    /**
     * The stored document with all changes made, or none: equal to the one given where the PATCH changes nothing.
     *
     * @param stored without id and meta; it is left as it is
     */
    public ObjectNode apply(ObjectNode stored) {
        ObjectNode patched = withRoleInBothPlaces(stored);
        changes.forEach(change -> change.applyTo(patched));
        new ImmutableAttributes(schemas).requireUnchanged(stored, patched);
        WrittenDocument written = new DocumentReader(schemas).read(patched);
        return new WriteRules(schemas)
                .replace(
                        stored,
                        new WrittenDocument(
                                written.document(),
                                written.active(),
                                written.role().inFull(),
                                written.extensionRole().inFull()));
    }

    /** So that either place shows afterwards whether the client changed or removed the role there. */
    private static ObjectNode withRoleInBothPlaces(ObjectNode stored) {
        ObjectNode document = stored.deepCopy();
        JsonNode role = stored.path(RoleAttribute.NAME);
        if (role.isTextual()) {
            document.putObject(RoleAttribute.EXTENSION_URN).set(RoleAttribute.NAME, role);
        }
        return document;
    }
}
