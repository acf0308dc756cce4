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
 * The schemas, attributes and sub-attributes that a client named, each in one spelling (RFC 7644 section 3.10). Names
 * that no schema knows are left out: they select nothing and exclude nothing.
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

    /** Whether one of the names is the attribute's own or that of what it lies in. */
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
