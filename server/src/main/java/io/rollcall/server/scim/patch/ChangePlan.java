package io.rollcall.server.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.document.IgnoredMembers;
import io.rollcall.server.scim.document.JsonPath;
import io.rollcall.server.scim.document.ToleratedShapes;
import io.rollcall.server.scim.patch.Operation.Kind;
import io.rollcall.server.scim.patch.Target.OneAttribute;
import io.rollcall.server.scim.patch.Target.WholeExtension;
import io.rollcall.server.scim.patch.Target.WholeUser;
import io.rollcall.server.scim.schema.AttributeDefinition;
import io.rollcall.server.scim.schema.AttributeDefinition.Mutability;
import io.rollcall.server.scim.schema.SchemaDefinition;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.protocol.InvalidValue;
import io.rollcall.server.scim.scimple.protocol.ScimMessage;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.scim.scimple.protocol.ScimProblem.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Decomposition of an operation into changes of single attributes, so that objects are merged (RFC 7644 section 3.5.2). */
final class ChangePlan {
    private final TargetReader targets;
    private final IgnoredMembers ignored;

    /** @param ignored receives the names of unknown members */
    ChangePlan(TargetReader targets, IgnoredMembers ignored) {
        this.targets = targets;
        this.ignored = ignored;
    }

    List<Change> of(Operation operation) {
        Optional<Target> addressed = operation.path().map(targets::read);
        addressed.ifPresent(ChangePlan::refuseReadOnly);
        return changes(operation.kind(), addressed.orElseGet(WholeUser::new), operation.value())
                .toList();
    }

    private Stream<Change> changes(Kind kind, Target target, JsonNode value) {
        if (target instanceof WholeUser) {
            return ofUser(kind, ToleratedShapes.onlyElement(value));
        }
        return target instanceof WholeExtension whole
                ? ofExtension(kind, whole.extension(), ToleratedShapes.onlyElement(value))
                : ofAttribute(kind, (OneAttribute) target, value);
    }

    private Stream<Change> ofUser(Kind kind, JsonNode value) {
        if (kind == Kind.REMOVE) {
            throw new ScimProblem(Type.NO_TARGET, "remove needs a path that says what to remove.");
        }
        if (!value.isObject()) {
            throw InvalidValue.type("The value of an operation without a path", "an object", value);
        }
        return ofMembers(kind, "", (ObjectNode) value);
    }

    private Stream<Change> ofExtension(Kind kind, SchemaDefinition extension, JsonNode value) {
        if (kind == Kind.REMOVE || ScimMessage.isUnassigned(value)) {
            return Stream.of(Change.assign(new JsonPath(List.of(extension.urn())), Optional.empty()));
        }
        if (!value.isObject()) {
            throw InvalidValue.type(extension.urn(), "an object", value);
        }
        return ofMembers(kind, extension.urn() + ":", (ObjectNode) value);
    }

    /**
     * Returns the changes by the members of a value. Keys may be names, dotted names, URNs or paths with a filter. Unknown and
     * readOnly ones are ignored, since clients echo them.
     */
    private Stream<Change> ofMembers(Kind kind, String prefix, ObjectNode value) {
        Set<String> seen = new HashSet<>();
        List<Member> members = new ArrayList<>();
        value.properties().forEach(member -> {
            String key = prefix + member.getKey();
            Optional<Target> target = targets.find(key);
            if (target.isEmpty()) {
                ignored.add(key, member.getValue());
            }
            target.filter(known -> !isEcho(known)).ifPresent(known -> {
                Member read = new Member(known, member.getValue(), lacksUrn(key, known));
                if (value.size() > 1 && !seen.add((read.lacksUrn() ? "" : ":") + known)) {
                    throw InvalidValue.duplicate(known.toString());
                }
                members.add(read);
            });
        });
        return members.stream()
                .sorted(Comparator.comparing(Member::rank))
                .flatMap(member -> changes(kind, member.target(), member.value()));
    }

    private static boolean lacksUrn(String key, Target target) {
        return target instanceof OneAttribute one && one.path().extension().isPresent() && !UserSchemas.isUrn(key);
    }

    /** Member of the value of an operation without a path. */
    private record Member(Target target, JsonNode value, boolean lacksUrn) {
        /** Returns the order of application: a name with a URN overrides the one without, and an address follows its id. */
        int rank() {
            boolean isAddress = target instanceof OneAttribute one
                    && one.path().leaf().name().equals("$ref");
            return (lacksUrn ? 0 : 2) + (isAddress ? 1 : 0);
        }
    }

    private Stream<Change> ofAttribute(Kind kind, OneAttribute target, JsonNode written) {
        AttributeDefinition leaf = target.path().leaf();
        JsonNode value = ToleratedShapes.canonical(leaf, written);
        boolean unassigns = kind == Kind.REMOVE || ScimMessage.isUnassigned(value);
        if (unassigns && leaf.required() && target.path().subAttribute().isEmpty()) {
            throw kind == Kind.REMOVE
                    ? new ScimProblem(
                            Type.MUTABILITY, target + " is required and cannot be removed; replace its value.")
                    : InvalidValue.value(target + " is required; send it with a value.");
        }
        boolean keepsActive = unassigns && target.toString().equals("active");
        boolean isPassword = leaf.mutability() == Mutability.WRITE_ONLY;
        if (keepsActive || isPassword || isSchemas(target)) {
            return Stream.empty();
        }
        return target.path().attribute().multiValued()
                ? Stream.of(new ElementChanges(target, ignored).of(kind, value))
                : new SingleValueChanges(target, ignored).of(kind, value);
    }

    private static boolean isEcho(Target target) {
        return isReadOnly(target) || isSchemas(target);
    }

    /** Returns whether the target is {@code schemas}, which the server derives from the User's attributes. */
    private static boolean isSchemas(Target target) {
        return target.toString().equals("schemas");
    }

    private static void refuseReadOnly(Target target) {
        if (isReadOnly(target)) {
            throw new ScimProblem(Type.MUTABILITY, target + " is readOnly: only the server sets it.");
        }
    }

    private static boolean isReadOnly(Target target) {
        return target instanceof OneAttribute one
                && (one.path().attribute().isReadOnly() || one.path().leaf().isReadOnly());
    }
}
