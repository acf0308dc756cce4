package io.rollcall.server.scim.patch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.document.DocumentReader;
import io.rollcall.server.scim.document.ImmutableAttributes;
import io.rollcall.server.scim.document.WriteRules;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;

/**
 * Reads PATCH requests (RFC 7644 section 3.5.2): what all of them share.
 *
 * @param reader checks the whole User after the changes
 * @param rules says what silence means
 * @param immutable what no change may touch
 */
public record Patches(
        UserSchemas schemas,
        PatchLimits limits,
        DocumentReader reader,
        WriteRules rules,
        ImmutableAttributes immutable) {

    public Patches(UserSchemas schemas, PatchLimits limits) {
        this(schemas, limits, new DocumentReader(schemas), new WriteRules(schemas), new ImmutableAttributes(schemas));
    }

    /** @throws ScimProblem where the request is wrong, whatever user it meets */
    public Patch read(ObjectNode body) {
        return Patch.parse(body, this);
    }
}
