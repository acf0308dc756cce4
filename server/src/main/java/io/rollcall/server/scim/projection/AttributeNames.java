package io.rollcall.server.scim.projection;

import io.rollcall.server.scim.schema.AttributePath;
import io.rollcall.server.scim.schema.SchemaDefinition;
import io.rollcall.server.scim.schema.UserSchemas;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Normalized names of schemas, attributes and sub-attributes in a request (RFC 7644 section 3.10). Unknown names are dropped:
 * they select nothing and exclude nothing.
 */
record AttributeNames(Set<String> names) {
    static final AttributeNames NONE = new AttributeNames(Set.of());

    AttributeNames {
        names = Set.copyOf(names);
    }

    static AttributeNames resolve(UserSchemas schemas, Collection<String> written) {
        return new AttributeNames(written.stream()
                .map(name -> spelling(schemas, name))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet()));
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    /** Returns whether one of the names is the attribute's or that of a parent. */
    boolean cover(List<String> namesFromOutsideIn) {
        return namesFromOutsideIn.stream().anyMatch(names::contains);
    }

    private static Optional<String> spelling(UserSchemas schemas, String name) {
        return schemas.all()
                .map(SchemaDefinition::urn)
                .filter(urn -> urn.equalsIgnoreCase(name))
                .findFirst()
                .or(() -> schemas.resolve(name).map(AttributePath::toString));
    }
}
