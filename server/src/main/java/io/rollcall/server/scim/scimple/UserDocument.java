package io.rollcall.server.scim.scimple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.directory.scim.spec.resources.ScimResource;
import org.apache.directory.scim.spec.resources.ScimUser;

/**
 * A User as SCIMple's contract passes it around, which here is its JSON: what a client wrote is then kept to the letter,
 * and what is stored is answered without being rebuilt. The schema behind it is that of
 * {@link io.rollcall.extensions.ProvisionedUser}.
 */
public class UserDocument extends ScimResource {
    private static final long serialVersionUID = 1L;

    private final transient ObjectNode json;

    /** A User as a client wrote it, unchecked. */
    public UserDocument(ObjectNode json) {
        super(ScimUser.SCHEMA_URI, ScimUser.RESOURCE_NAME);
        this.json = json;
    }

    /** The whole User, to be left as it is. */
    public ObjectNode json() {
        return json;
    }

    @Override
    public String getExternalId() {
        return json().path("externalId").textValue();
    }
}
