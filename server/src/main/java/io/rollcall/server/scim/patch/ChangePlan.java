package io.rollcall.server.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.document.Place;
import io.rollcall.server.scim.document.ValueReader;
import io.rollcall.server.scim.document.WrongValue;
import io.rollcall.server.scim.patch.Operation.Kind;
import io.rollcall.server.scim.patch.Target.OneAttribute;
import io.rollcall.server.scim.patch.Target.WholeExtension;
import io.rollcall.server.scim.patch.Target.WholeUser;
import io.rollcall.server.scim.protocol.ScimProblem;
import io.rollcall.server.scim.protocol.ScimProblem.Type;
import io.rollcall.server.scim.schema.AttributeDefinition;
import io.rollcall.server.scim.schema.AttributeDefinition.Mutability;
import io.rollcall.server.scim.schema.SchemaDefinition;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Breaks an operation down into changes of single attributes, so that objects merge (RFC 7644 section 3.5.2). */
final class ChangePlan {
    private final TargetReader targets;

    ChangePlan(TargetReader targets) {
        this.targets = targets;
    }

    List<Change> of(Operation operation) {
        Optional<Target> addressed = operation.path().map(targets::read);
        addressed.ifPresent(ChangePlan::refuseReadOnly);
        return changes(operation.kind(), addressed.orElseGet(WholeUser::new), operation.value())
                .toList();
    }

    private Stream<Change> changes(Kind kind, Target target, JsonNode value) {
        if (target instanceof WholeUser) {
            return ofUser(kind, value);
        }
        return target instanceof WholeExtension whole
                ? ofExtension(kind, whole.extension(), value)
                : ofAttribute(kind, (OneAttribute) target, value);
    }

    private Stream<Change> ofUser(Kind kind, JsonNode value) {
        if (kind == Kind.REMOVE) {
            throw new ScimProblem(Type.NO_TARGET, "remove needs a path that says what to remove.");
        }
        if (!value.isObject()) {
            throw WrongValue.type("The value of an operation without a path", "an object", value);
        }
        return ofMembers(kind, "", (ObjectNode) value);
    }

    private Stream<Change> ofExtension(Kind kind, SchemaDefinition extension, JsonNode value) {
        if (kind == Kind.REMOVE || ValueReader.isUnassigned(value)) {
            return Stream.of(Change.assign(new Place(List.of(extension.urn())), Optional.empty()));
        }
        if (!value.isObject()) {
            throw WrongValue.type(extension.urn(), "an object", value);
        }
        return ofMembers(kind, extension.urn() + ":", (ObjectNode) value);
    }

    /** Keys may be names, dotted names, URNs or paths with a filter; unknown and readOnly ones are an echo, and ignored. */
    private Stream<Change> ofMembers(Kind kind, String prefix, ObjectNode value) {
        Set<String> seen = new HashSet<>();
        return value.properties().stream().flatMap(member -> targets.find(prefix + member.getKey()).stream()
                .filter(target -> !isEcho(target))
                .flatMap(target -> {
                    if (!seen.add(target.toString())) {
                        throw WrongValue.saidTwice(target.toString());
                    }
                    return changes(kind, target, member.getValue());
                }));
    }

    private static Stream<Change> ofAttribute(Kind kind, OneAttribute target, JsonNode value) {
        AttributeDefinition leaf = target.path().leaf();
        boolean unassigns = kind == Kind.REMOVE || ValueReader.isUnassigned(value);
        if (unassigns && leaf.required() && target.path().subAttribute().isEmpty()) {
            throw kind == Kind.REMOVE
                    ? new ScimProblem(
                            Type.MUTABILITY, target + " is required and cannot be removed; replace its value.")
                    : WrongValue.value(target + " is required; send it with a value.");
        }
        boolean keepsActive = unassigns && target.toString().equals("active");
        boolean isPassword = leaf.mutability() == Mutability.WRITE_ONLY;
        if (keepsActive || isPassword || isSchemas(target)) {
            return Stream.empty();
        }
        if (target.path().attribute().multiValued()) {
            return Stream.of(new ElementChanges(target).of(kind, value));
        }
        Place place = Place.of(target.path());
        if (unassigns) {
            return Stream.of(Change.assign(place, Optional.empty()));
        }
        return leaf.isComplex() && value.isObject()
                ? ofSubAttributes(target, value)
                : Stream.of(Change.assign(place, ValueReader.read(leaf, target.toString(), value)));
    }

    private static Stream<Change> ofSubAttributes(OneAttribute target, JsonNode value) {
        Place place = Place.of(target.path());
        return ValueReader.members(target.path().leaf(), target.toString(), value).entrySet().stream()
                .map(said -> Change.assign(place.sub(said.getKey()), said.getValue()));
    }

    private static boolean isEcho(Target target) {
        return isReadOnly(target) || isSchemas(target);
    }

    /** The server derives {@code schemas} from what the User has. */
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
