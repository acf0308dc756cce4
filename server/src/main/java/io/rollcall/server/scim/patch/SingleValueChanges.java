package io.rollcall.server.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.scim.document.IgnoredMembers;
import io.rollcall.server.scim.document.JsonPath;
import io.rollcall.server.scim.document.References;
import io.rollcall.server.scim.document.ValueReader;
import io.rollcall.server.scim.patch.Operation.Kind;
import io.rollcall.server.scim.patch.Target.OneAttribute;
import io.rollcall.server.scim.schema.AttributeDefinition;
import io.rollcall.server.scim.scimple.protocol.ScimMessage;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.scim.scimple.protocol.ScimProblem.Type;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Effect of an operation on a single-valued attribute (RFC 7644 sections 3.5.2.1 to 3.5.2.3). */
final class SingleValueChanges {
    private static final String VALUE = "value";

    private final OneAttribute target;
    private final IgnoredMembers ignored;

    /** @param ignored receives the names of unknown members of the value */
    SingleValueChanges(OneAttribute target, IgnoredMembers ignored) {
        this.target = target;
        this.ignored = ignored;
    }

    /** @param value in the shape of its attribute */
    Stream<Change> of(Kind kind, JsonNode value) {
        if (target.filter().isPresent()) {
            return Stream.of(chosen(kind, target.filter().get()));
        }
        AttributeDefinition leaf = target.path().leaf();
        if (kind == Kind.REMOVE || ScimMessage.isUnassigned(value)) {
            return Stream.of(assign(Optional.empty()));
        }
        return leaf.isComplex() && value.isObject()
                ? parts(value)
                : Stream.of(assign(ValueReader.read(leaf, target.toString(), value, ignored)));
    }

    /**
     * Returns the change by a path with a filter. Entra ID removes {@code manager[value eq "id"]}, which has no effect on
     * another manager.
     */
    private Change chosen(Kind kind, ElementFilter filter) {
        if (kind != Kind.REMOVE) {
            throw new ScimProblem(
                    Type.INVALID_PATH,
                    target.path().attribute().name()
                            + " has no elements to choose from; leave the brackets out of the path.");
        }
        Change remove = assign(Optional.empty());
        return Change.of(document -> {
            if (JsonPath.of(target.whole())
                    .find(document.json())
                    .filter(whole -> filter.matches(whole, document.texts()))
                    .isPresent()) {
                remove.applyTo(document);
            }
        });
    }

    private Change assign(Optional<JsonNode> value) {
        return target.path()
                .subAttribute()
                .map(sub -> part(JsonPath.of(target.whole()), sub.name(), value))
                .orElseGet(() -> Change.assign(JsonPath.of(target.path()), value));
    }

    /**
     * Returns the changes by the members of an object. A reference's id is set first, because that removes its other members,
     * which the same object may set again.
     */
    private Stream<Change> parts(JsonNode value) {
        return ValueReader.members(target.path().leaf(), target.toString(), value, ignored).entrySet().stream()
                .sorted(Comparator.comparing(said -> !said.getKey().equals(VALUE)))
                .map(said -> part(JsonPath.of(target.path()), said.getKey(), said.getValue()));
    }

    private Change part(JsonPath whole, String name, Optional<JsonNode> value) {
        return name.equals(VALUE) && References.isReference(target.path().attribute())
                ? Change.refer(whole, value)
                : Change.assign(whole.sub(name), value);
    }
}
