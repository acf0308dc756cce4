package io.rollcall.server.scim;

import io.rollcall.server.scim.projection.AttributeSelection;
import io.rollcall.server.scim.schema.UserSchemas;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;

/** Reads which attributes an answer shall carry (RFC 7644 section 3.9); most requests do not say. */
final class Selections {
    private final UserSchemas schemas;
    private final AttributeSelection byDefault;

    Selections(UserSchemas schemas) {
        this.schemas = schemas;
        this.byDefault = AttributeSelection.byDefault(schemas);
    }

    AttributeSelection of(ContainerRequestContext request) {
        MultivaluedMap<String, String> query = request.getUriInfo().getQueryParameters();
        return of(query.getOrDefault("attributes", List.of()), query.getOrDefault("excludedAttributes", List.of()));
    }

    AttributeSelection of(List<String> attributes, List<String> excludedAttributes) {
        return attributes.isEmpty() && excludedAttributes.isEmpty()
                ? byDefault
                : AttributeSelection.of(schemas, attributes, excludedAttributes);
    }
}
