package io.rollcall.extensions;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import org.apache.directory.scim.spec.annotation.ScimAttribute;
import org.apache.directory.scim.spec.annotation.ScimResourceType;
import org.apache.directory.scim.spec.resources.ScimUser;

/**
 * The User that the server provisions: the core User of RFC 7643 section 4.1 with the role at its top level, as identity
 * providers write it. SCIMple reads the schema and the resource type from it. Its instances carry a whole document instead of
 * one field per attribute, so nothing that a client wrote is lost on the way.
 */
@XmlRootElement
@XmlAccessorType(XmlAccessType.NONE)
@ScimResourceType(
        id = ScimUser.RESOURCE_NAME,
        name = ScimUser.RESOURCE_NAME,
        schema = ScimUser.SCHEMA_URI,
        description = "User Account",
        endpoint = "/Users")
public abstract class ProvisionedUser extends ScimUser {
    private static final long serialVersionUID = 1L;

    /** The role in the schema; the value is in the document. */
    @XmlElement(name = RoleAttribute.DEFAULT_NAME)
    @ScimAttribute(name = RoleAttribute.DEFAULT_NAME, description = RoleAttribute.DESCRIPTION, caseExact = true)
    private String role;

    /** Makes a User without values: an {@code active} that a client omits must not become true. */
    protected ProvisionedUser() {
        setActive(null);
    }
}
