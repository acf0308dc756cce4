package io.rollcall.server.scim.projection;

import io.rollcall.server.scim.schema.AttributeDefinition;
import io.rollcall.server.scim.schema.AttributeDefinition.Returned;
import io.rollcall.server.scim.schema.AttributePath;
import io.rollcall.server.scim.schema.Attributes;
import io.rollcall.server.scim.schema.SchemaDefinition;
import io.rollcall.server.scim.schema.UserSchemas;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Compiler of a {@link ReturnRule} to a {@link Projection} of the User, done once per request instead of once per user. */
final class UserProjection {
    private final ReturnRule choice;

    private UserProjection(ReturnRule choice) {
        this.choice = choice;
    }

    static Projection chosen(UserSchemas schemas, ReturnRule choice) {
        UserProjection members = new UserProjection(choice);
        Map<String, Projection> kept = new HashMap<>();
        kept.putAll(members.ofAttributes(List.of(), Optional.empty(), schemas.common()));
        kept.putAll(members.ofAttributes(
                List.of(schemas.core().urn()), Optional.empty(), schemas.core().attributes()));
        schemas.extensions()
                .forEach(extension -> members.ofExtension(extension).ifPresent(all -> kept.put(extension.urn(), all)));
        return new Projection(kept);
    }

    private Optional<Projection> ofExtension(SchemaDefinition extension) {
        return whole(ofAttributes(List.of(extension.urn()), Optional.of(extension), extension.attributes()));
    }

    private Map<String, Projection> ofAttributes(
            List<String> outer, Optional<SchemaDefinition> extension, Attributes attributes) {
        Map<String, Projection> kept = new HashMap<>();
        attributes.forEach(attribute -> ofAttribute(outer, new AttributePath(extension, attribute, Optional.empty()))
                .ifPresent(members -> kept.put(attribute.name(), members)));
        return kept;
    }

    private Optional<Projection> ofAttribute(List<String> outer, AttributePath path) {
        AttributeDefinition attribute = path.attribute();
        List<String> names = inside(outer, path);
        if (attribute.subAttributes().isEmpty()) {
            return Optional.of(Projection.ALL).filter(all -> choice.keeps(attribute.returned(), names));
        }
        Map<String, Projection> kept = new HashMap<>();
        attribute.subAttributes().stream()
                .filter(sub -> choice.keeps(
                        within(attribute.returned(), sub.returned()),
                        inside(names, new AttributePath(path.extension(), attribute, Optional.of(sub)))))
                .forEach(sub -> kept.put(sub.name(), Projection.ALL));
        return whole(kept);
    }

    private static Optional<Projection> whole(Map<String, Projection> kept) {
        return kept.isEmpty() ? Optional.empty() : Optional.of(new Projection(kept));
    }

    /**
     * Returns the characteristic of a part within its whole: a part is never returned without the whole, and parts of an always
     * returned whole are always returned.
     */
    private static Returned within(Returned whole, Returned part) {
        return switch (whole) {
            case NEVER -> Returned.NEVER;
            case REQUEST -> part == Returned.NEVER ? part : Returned.REQUEST;
            case ALWAYS -> part == Returned.DEFAULT ? Returned.ALWAYS : part;
            case DEFAULT -> part;
        };
    }

    private static List<String> inside(List<String> outer, AttributePath path) {
        return Stream.concat(outer.stream(), Stream.of(path.toString())).toList();
    }
}
