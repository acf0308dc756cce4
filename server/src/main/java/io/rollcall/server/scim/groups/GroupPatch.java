package io.rollcall.server.scim.groups;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.groups.Group;
import io.rollcall.server.groups.MemberChanges;
import io.rollcall.server.groups.MemberChanges.Kind;
import io.rollcall.server.groups.MemberChanges.Step;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.scim.document.IgnoredMembers;
import io.rollcall.server.scim.document.ToleratedShapes;
import io.rollcall.server.scim.document.ValueReader;
import io.rollcall.server.scim.filter.FilterLimits;
import io.rollcall.server.scim.filter.FilterParser;
import io.rollcall.server.scim.filter.ValuePath;
import io.rollcall.server.scim.patch.Operation;
import io.rollcall.server.scim.patch.Patch;
import io.rollcall.server.scim.schema.AttributePath;
import io.rollcall.server.scim.schema.GroupSchema;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.protocol.InvalidValue;
import io.rollcall.server.scim.scimple.protocol.ScimMessage;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.scim.scimple.protocol.ScimProblem.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * PATCH of a group, as changes that do not depend on its members (RFC 7644 section 3.5.2). The engine for Users changes a
 * document; a group has none, since its members are rows.
 */
final class GroupPatch {
    private final UserSchemas schemas;
    private final FilterLimits limits;
    private final List<UnaryOperator<Group.Profile>> profile = new ArrayList<>();
    private final List<Step> members = new ArrayList<>();

    private GroupPatch(UserSchemas schemas, FilterLimits limits) {
        this.schemas = schemas;
        this.limits = limits;
    }

    /** Returns the changes of all operations. @throws ScimProblem if one is invalid for every group */
    static Group.Change compile(List<Operation> operations, UserSchemas schemas, FilterLimits limits) {
        GroupPatch patch = new GroupPatch(schemas, limits);
        int number = 0;
        for (Operation operation : operations) {
            Patch.inOperation(++number, () -> patch.add(operation));
        }
        UnaryOperator<Group.Profile> all = before -> {
            Group.Profile after = before;
            for (UnaryOperator<Group.Profile> change : patch.profile) {
                after = change.apply(after);
            }
            return after;
        };
        return new Group.Change(all, new MemberChanges(patch.members));
    }

    private void add(Operation operation) {
        Optional<String> path = operation.path().filter(text -> !text.equalsIgnoreCase(GroupSchema.URN));
        if (path.isPresent()) {
            ofPath(operation.kind(), path.get(), operation.value());
        } else if (operation.kind() == Operation.Kind.REMOVE) {
            throw new ScimProblem(Type.NO_TARGET, "remove needs a path that says what to remove.");
        } else {
            JsonNode value = ToleratedShapes.onlyElement(operation.value());
            if (!(value instanceof ObjectNode object)) {
                throw InvalidValue.type("The value of an operation without a path", "an object", value);
            }
            object.properties().forEach(member -> ofKey(operation.kind(), member.getKey(), member.getValue()));
        }
    }

    /** Applies a member of a value without a path. Unknown and readOnly ones are ignored, since clients echo them. */
    private void ofKey(Operation.Kind kind, String key, JsonNode value) {
        if (key.indexOf('[') >= 0) {
            ofPath(kind, key, value);
        } else if (key.equalsIgnoreCase(GroupSchema.URN) && value instanceof ObjectNode object) {
            object.properties().forEach(member -> ofKey(kind, member.getKey(), member.getValue()));
        } else {
            schemas.resolve(key)
                    .filter(path -> !path.attribute().isReadOnly())
                    .ifPresent(path -> ofAttribute(kind, path, Optional.empty(), value));
        }
    }

    private void ofPath(Operation.Kind kind, String text, JsonNode value) {
        ValuePath written = FilterParser.parsePath(text, limits);
        String name = written.attribute()
                + written.subAttribute().map(sub -> "." + sub).orElse("");
        AttributePath path =
                schemas.resolve(name).orElseThrow(() -> new ScimProblem(Type.INVALID_PATH, schemas.unknown(text)));
        if (path.attribute().isReadOnly()) {
            throw new ScimProblem(Type.MUTABILITY, path + " is readOnly: only the server sets it.");
        }
        ofAttribute(kind, path, written.elements().map(MemberFilter::of), value);
    }

    private void ofAttribute(Operation.Kind kind, AttributePath path, Optional<MemberFilter> filter, JsonNode value) {
        String name = path.attribute().name();
        if (name.equals(GroupSchema.MEMBERS)) {
            ofMembers(kind, path, filter, value);
            return;
        }
        if (filter.isPresent()) {
            throw new ScimProblem(
                    Type.INVALID_PATH, name + " has no elements to choose from; leave the brackets out of the path.");
        }
        if (name.equals("schemas")) {
            return;
        }
        Optional<String> text = ValueReader.read(
                        path.leaf(),
                        path.toString(),
                        kind == Operation.Kind.REMOVE ? MissingNode.getInstance() : value,
                        new IgnoredMembers())
                .map(JsonNode::textValue);
        if (name.equals("externalId")) {
            profile.add(before -> before.withExternalId(text));
        } else if (text.isEmpty() && kind == Operation.Kind.REMOVE) {
            throw new ScimProblem(Type.MUTABILITY, "displayName is required and cannot be removed; replace its value.");
        } else {
            String displayName = GroupReader.name(text.orElse(""));
            profile.add(before -> before.withDisplayName(displayName));
        }
    }

    private void ofMembers(Operation.Kind kind, AttributePath path, Optional<MemberFilter> filter, JsonNode value) {
        requireWhole(kind, path, filter);
        switch (kind) {
            case ADD -> members.add(new Step(Kind.ADD, MemberReader.toAdd(value)));
            case REPLACE -> members.add(new Step(Kind.REPLACE, MemberReader.toAdd(value)));
            case REMOVE -> members.add(removal(filter, value));
        }
    }

    /** Refuses to write parts of members: a member is added and removed as a whole. */
    private static void requireWhole(Operation.Kind kind, AttributePath path, Optional<MemberFilter> filter) {
        boolean isPart = path.subAttribute()
                .filter(sub -> filter.isEmpty() || !sub.name().equals("value"))
                .isPresent();
        if (isPart) {
            throw new ScimProblem(
                    Type.MUTABILITY, path + " cannot be changed. Add or remove the member with the path \"members\".");
        }
        if (filter.isPresent() && kind != Operation.Kind.REMOVE) {
            throw new ScimProblem(
                    Type.INVALID_PATH, "Only remove takes a filter. Add members with the path \"members\".");
        }
    }

    /** Returns the removal of the members in the path's filter, of those in the value, as Entra ID sends it, or of all. */
    private static Step removal(Optional<MemberFilter> filter, JsonNode value) {
        Optional<Set<UserId>> some = filter.isPresent()
                ? filter.get().ids()
                : Optional.of(value)
                        .filter(listed -> listed.isArray() || !ScimMessage.isUnassigned(listed))
                        .map(MemberReader::toRemove);
        return some.map(users -> new Step(Kind.REMOVE, users)).orElseGet(() -> new Step(Kind.REPLACE, Set.of()));
    }
}
