package io.rollcall.server.scim.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.schema.AttributeDefinition;
import io.rollcall.server.scim.schema.AttributeDefinition.Mutability;
import io.rollcall.server.scim.schema.AttributePath;
import io.rollcall.server.scim.schema.Attributes;
import io.rollcall.server.scim.schema.SchemaDefinition;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.scim.scimple.protocol.ScimProblem.Type;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Rule for {@code immutable} attributes, which may be assigned once (RFC 7643 section 7). It does not apply inside multi-valued
 * attributes: an element has no identity, so a changed one is a new one.
 */
public final class ImmutableAttributes {
    private final List<AttributePath> paths;

    public ImmutableAttributes(UserSchemas schemas) {
        this.paths = Stream.concat(
                        paths(Optional.empty(), schemas.core().attributes()),
                        schemas.extensions().stream().flatMap(ImmutableAttributes::paths))
                .filter(path -> path.leaf().mutability() == Mutability.IMMUTABLE)
                .toList();
    }

    /** Copies the immutable attributes that the next document omits: a PUT may leave them out (RFC 7644 section 3.5.1). */
    void keep(ObjectNode stored, ObjectNode next) {
        paths.stream()
                .map(JsonPath::of)
                .filter(place -> place.find(next).isEmpty())
                .forEach(
                        place -> place.find(stored).ifPresent(value -> place.put(next, Optional.of(value.deepCopy()))));
    }

    /** Refuses a document that changes an immutable attribute. */
    public void requireUnchanged(ObjectNode stored, ObjectNode next) {
        for (AttributePath path : paths) {
            Optional<JsonNode> before = JsonPath.of(path).find(stored);
            if (before.isPresent() && !before.equals(JsonPath.of(path).find(next))) {
                throw new ScimProblem(Type.MUTABILITY, path + " is immutable: it has a value and cannot be changed.");
            }
        }
    }

    private static Stream<AttributePath> paths(SchemaDefinition extension) {
        return paths(Optional.of(extension), extension.attributes());
    }

    private static Stream<AttributePath> paths(Optional<SchemaDefinition> extension, Attributes attributes) {
        return attributes.stream()
                .flatMap(attribute -> Stream.concat(
                        Stream.of(new AttributePath(extension, attribute, Optional.empty())),
                        single(attribute).map(sub -> new AttributePath(extension, attribute, Optional.of(sub)))));
    }

    private static Stream<AttributeDefinition> single(AttributeDefinition attribute) {
        return attribute.multiValued() ? Stream.empty() : attribute.subAttributes().stream();
    }
}
