package io.rollcall.server.scim.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.protocol.ScimProblem;
import io.rollcall.server.scim.protocol.ScimProblem.Type;
import io.rollcall.server.scim.schema.SchemaDefinition;
import io.rollcall.server.scim.schema.UserSchemas;

/** The {@code schemas} of a message (RFC 7643 section 3, RFC 7644 section 3.1): clients may leave it out, but not err. */
public final class SchemasMember {
    private SchemasMember() {}

    /** Refuses a {@code schemas} that is there without the URN; others in it say nothing that the body does not show. */
    public static void require(String urn, JsonNode written) {
        if (ValueReader.isUnassigned(written)) {
            return;
        }
        if (!written.isArray()) {
            throw refused("schemas must be an array of URNs.");
        }
        boolean found = false;
        for (JsonNode element : written) {
            if (!element.isTextual()) {
                throw refused("schemas must hold URNs only.");
            }
            found |= element.textValue().equalsIgnoreCase(urn);
        }
        if (!found) {
            throw refused("schemas must hold " + urn + ".");
        }
    }

    /** Writes the URNs of the schemas that the document has attributes of. */
    static void refresh(ObjectNode document, UserSchemas schemas) {
        ArrayNode urns = document.putArray("schemas").add(schemas.core().urn());
        schemas.extensions().stream()
                .map(SchemaDefinition::urn)
                .filter(document::has)
                .forEach(urns::add);
    }

    private static ScimProblem refused(String detail) {
        return new ScimProblem(Type.INVALID_SYNTAX, detail);
    }
}
