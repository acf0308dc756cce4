package io.rollcall.server.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.extensions.RoleAttribute;
import io.rollcall.server.scim.projection.AttributeSelection;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.protocol.ScimMessage;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;

/**
 * Reader of the parameters {@code attributes} and {@code excludedAttributes} (RFC 7644 section 3.9). Most requests have
 * neither.
 */
final class RequestedAttributes {
    /** Returned only if requested or written (RFC 7643 section 7, {@code returned}). */
    private static final String WRITTEN = RoleAttribute.EXTENSION_URN;

    private final UserSchemas schemas;
    private final AttributeSelection byDefault;
    private final AttributeSelection byDefaultAndWritten;

    RequestedAttributes(UserSchemas schemas) {
        this.schemas = schemas;
        this.byDefault = AttributeSelection.byDefault(schemas);
        this.byDefaultAndWritten = byDefault.withWritten(List.of(WRITTEN));
    }

    AttributeSelection of(ContainerRequestContext request) {
        MultivaluedMap<String, String> query = request.getUriInfo().getQueryParameters();
        if (query.isEmpty()) {
            return byDefault;
        }
        return of(values(query, "attributes"), values(query, "excludedAttributes"));
    }

    private static List<String> values(MultivaluedMap<String, String> query, String name) {
        return query.entrySet().stream()
                .filter(parameter -> parameter.getKey().equalsIgnoreCase(name))
                .flatMap(parameter -> parameter.getValue().stream())
                .toList();
    }

    AttributeSelection of(List<String> attributes, List<String> excludedAttributes) {
        return attributes.isEmpty() && excludedAttributes.isEmpty()
                ? byDefault
                : AttributeSelection.of(schemas, attributes, excludedAttributes);
    }

    /** Returns the selection for the response to a write, which includes the attributes that the client wrote. */
    AttributeSelection of(ContainerRequestContext request, ObjectNode body) {
        AttributeSelection asked = of(request);
        if (!names(body) && !namedInPatch(body)) {
            return asked;
        }
        return asked == byDefault ? byDefaultAndWritten : asked.withWritten(List.of(WRITTEN));
    }

    private static boolean namedInPatch(ObjectNode body) {
        for (JsonNode element : ScimMessage.find(body, "Operations")) {
            if (element instanceof ObjectNode operation
                    && (isWritten(ScimMessage.find(operation, "path").asText())
                            || names(ScimMessage.find(operation, "value")))) {
                return true;
            }
        }
        return false;
    }

    private static boolean names(JsonNode object) {
        return object.properties().stream().anyMatch(member -> isWritten(member.getKey()));
    }

    private static boolean isWritten(String name) {
        return name.regionMatches(true, 0, WRITTEN, 0, WRITTEN.length());
    }
}
