package io.rollcall.server.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.extensions.RoleAttribute;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.scim.document.IgnoredMembers;
import io.rollcall.server.scim.document.JsonLength;
import io.rollcall.server.scim.document.WrittenDocument;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import java.util.ArrayList;
import java.util.List;

/** PATCH request, validated against the schemas before the user is read (RFC 7644 section 3.5.2). */
public final class Patch {
    /** A cheaper PATCH is allowed for every User, so that a large one can always be made smaller. */
    private static final int MIN_COST_LIMIT = 16;

    private static final int EXPENSIVE_SHARE = 10;

    /** Upper bound of the length of the role's copy in the extension. */
    private static final int ROLE_LENGTH = 1_024;

    private final Patches patches;
    private final List<Change> changes;
    private final long comparisons;
    private final String ignored;
    private final long length;

    private Patch(Patches patches, List<Change> changes, long comparisons, String ignored, long length) {
        this.patches = patches;
        this.changes = List.copyOf(changes);
        this.comparisons = comparisons;
        this.ignored = ignored;
        this.length = length;
    }

    static Patch compile(List<Operation> operations, Patches patches) {
        TargetReader targets =
                new TargetReader(patches.schemas(), patches.limits().paths());
        IgnoredMembers ignored = new IgnoredMembers();
        List<Change> changes = changes(operations, new ChangePlan(targets, ignored));
        long comparisons = comparisons(changes);
        long length = comparisons <= MIN_COST_LIMIT ? 0 : length(operations);
        return new Patch(patches, changes, comparisons, ignored.toString(), length);
    }

    private static long comparisons(List<Change> changes) {
        long comparisons = 0;
        Change before = Change.none();
        for (Change change : changes) {
            comparisons += change.comparisonsAfter(before);
            before = change;
        }
        return comparisons;
    }

    private static long length(List<Operation> operations) {
        return operations.stream()
                .mapToLong(operation -> operation.value().toString().length()
                        + operation.path().map(String::length).orElse(0))
                .sum();
    }

    private static List<Change> changes(List<Operation> operations, ChangePlan plan) {
        List<Change> changes = new ArrayList<>();
        int number = 0;
        for (Operation operation : operations) {
            int position = ++number;
            inOperation(position, () -> plan.of(operation).forEach(change -> changes.add(numbered(position, change))));
        }
        return changes;
    }

    private static Change numbered(int position, Change change) {
        return new Change(
                document -> inOperation(position, () -> change.applyTo(document)),
                change.comparisons(),
                change.index());
    }

    /** Runs a step and adds the operation's number to its refusals. */
    public static void inOperation(int number, Runnable step) {
        try {
            step.run();
        } catch (ScimProblem problem) {
            throw new ScimProblem(problem.type(), "In operation %d: %s".formatted(number, problem.getMessage()));
        }
    }

    /**
     * Refuses a PATCH whose estimated cost is too high. Each change may examine every element of an attribute, including those
     * added by earlier changes. Consecutive additions examine them once.
     *
     * @param stored length of the User's document
     * @throws Refusal TOO_LARGE if the changes would take too long
     */
    public void requireAffordable(int stored) {
        long most = Math.max(MIN_COST_LIMIT, patches.limits().cost() / Math.max(1, stored + length));
        if (comparisons > most) {
            throw Refusal.tooLarge(
                    ("The PATCH makes %d changes with %d comparisons to a User of %d characters, which would"
                                            + " take too long.")
                                    .formatted(changes.size(), comparisons, stored)
                            + " Send at most %d in one request, such as fewer operations or filters with fewer terms."
                                    .formatted(most));
        }
    }

    /** Returns whether the changes to a document of that length cost more than a tenth of what is allowed. */
    public boolean isExpensive(int stored) {
        return comparisons * (stored + length) > patches.limits().cost() / EXPENSIVE_SHARE;
    }

    /**
     * Returns a copy of the document with all changes, equal to the given one if the PATCH changes nothing.
     *
     * @param stored the document without id and meta; not modified
     * @throws Refusal TOO_LARGE if the User would become too large
     */
    public ObjectNode apply(ObjectNode stored) {
        ObjectNode patched = withRoleInBothPlaces(stored, patches.schemas().roleAttribute());
        PatchedDocument document = new PatchedDocument(patched);
        changes.forEach(change -> change.applyTo(document));
        requireLength(stored, patched);
        patches.immutable().requireUnchanged(stored, patched);
        WrittenDocument written = patches.reader().readNormalized(patched);
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

    /** Bounds the length before the text is written: a value set in many elements is a single object until then. */
    private void requireLength(ObjectNode stored, ObjectNode patched) {
        int most = patches.limits().userLength();
        if (JsonLength.exceeds(patched, most) && JsonLength.exceeds(patched, JsonLength.of(stored) + ROLE_LENGTH)) {
            throw Refusal.tooLarge(
                    ("The User would have more than %d characters as JSON; the most is %d. Store less in it,"
                                    + " such as fewer or shorter values of multi-valued attributes.")
                            .formatted(most, most));
        }
    }

    /** Returns the names of unknown members, for the activity log; empty for none. */
    public String ignored() {
        return ignored;
    }

    /** Returns a copy with the role in both places, so that a change or removal in either one is detected afterwards. */
    private static ObjectNode withRoleInBothPlaces(ObjectNode stored, String attribute) {
        ObjectNode document = stored.deepCopy();
        JsonNode role = stored.path(attribute);
        if (role.isTextual()) {
            document.putObject(RoleAttribute.EXTENSION_URN).set(attribute, role);
        }
        return document;
    }
}
