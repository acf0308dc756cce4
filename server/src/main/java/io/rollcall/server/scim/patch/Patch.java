package io.rollcall.server.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.extensions.RoleAttribute;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.scim.document.IgnoredMembers;
import io.rollcall.server.scim.document.WrittenDocument;
import io.rollcall.server.scim.scimple.protocol.ScimMessage;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.scim.scimple.protocol.ScimProblem.Type;
import java.util.ArrayList;
import java.util.List;

/** A PATCH request, checked against the schemas before any user is read (RFC 7644 section 3.5.2). */
public final class Patch {
    private static final String MESSAGE = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

    /** Cheap enough for every User; so a large one can always be made smaller. */
    private static final int MIN_COST_LIMIT = 16;

    private final Patches patches;
    private final List<Change> changes;
    private final String ignored;
    private final long length;

    private Patch(Patches patches, List<Change> changes, String ignored, long length) {
        this.patches = patches;
        this.changes = List.copyOf(changes);
        this.ignored = ignored;
        this.length = length;
    }

    static Patch parse(ObjectNode body, Patches patches) {
        ScimMessage.requireSchema(MESSAGE, ScimMessage.find(body, "schemas"));
        JsonNode operations = ScimMessage.find(body, "Operations");
        if (!operations.isArray() || operations.isEmpty()) {
            throw new ScimProblem(Type.INVALID_SYNTAX, "Operations must be an array of at least one operation.");
        }
        if (operations.size() > patches.limits().operations()) {
            throw new ScimProblem(
                    Type.INVALID_VALUE,
                    "Operations has %d elements; the most allowed is %d."
                            .formatted(operations.size(), patches.limits().operations()));
        }
        TargetReader targets =
                new TargetReader(patches.schemas(), patches.limits().paths());
        IgnoredMembers ignored = new IgnoredMembers();
        List<Change> changes = changes(operations, new ChangePlan(targets, ignored));
        return new Patch(
                patches,
                changes,
                ignored.toString(),
                changes.stream().mapToLong(Change::comparisons).sum() > MIN_COST_LIMIT
                        ? operations.toString().length()
                        : 0);
    }

    private static List<Change> changes(JsonNode operations, ChangePlan plan) {
        List<Change> changes = new ArrayList<>();
        int number = 0;
        for (JsonNode operation : operations) {
            int position = ++number;
            inOperation(position, () -> plan.of(Operation.read(operation))
                    .forEach(change -> changes.add(numbered(position, change))));
        }
        return changes;
    }

    private static Change numbered(int position, Change change) {
        Change numbered = document -> inOperation(position, () -> change.applyTo(document));
        return numbered.comparing(change.comparisons());
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
     * Each change may look at every element of an attribute, those that the changes before it added too.
     *
     * @param stored the length of the User's document
     * @throws Refusal TOO_LARGE if the changes would take too long
     */
    public void requireAffordable(int stored) {
        long most = Math.max(MIN_COST_LIMIT, patches.limits().cost() / Math.max(1, stored + length));
        long comparisons = changes.stream().mapToLong(Change::comparisons).sum();
        if (comparisons > most) {
            throw Refusal.tooLarge(
                    ("The PATCH makes %d changes with %d comparisons to a User of %d characters, which would"
                                            + " take too long.")
                                    .formatted(changes.size(), comparisons, stored)
                            + " Send at most %d in one request, such as fewer operations or filters with fewer terms."
                                    .formatted(most));
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
        patches.immutable().requireUnchanged(stored, patched);
        WrittenDocument written = patches.reader().read(patched);
        return patches.rules()
                .replace(
                        stored,
                        new WrittenDocument(
                                written.document(),
                                written.active(),
                                written.role().inFull(),
                                written.extensionRole().inFull(),
                                ignored));
    }

    /** Names of what the values held and no schema knows there, for the activity log; empty for none. */
    public String ignored() {
        return ignored;
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
