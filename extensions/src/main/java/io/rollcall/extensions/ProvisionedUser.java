package io.rollcall.extensions;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import org.apache.directory.scim.spec.annotation.ScimAttribute;
import org.apache.directory.scim.spec.annotation.ScimResourceType;
import org.apache.directory.scim.spec.resources.ScimUser;

/**
 * SCIM User resource of the server: the core User of RFC 7643 section 4.1 with a top-level role attribute, as identity providers
 * send it. SCIMple reads the schema and the resource type from it. Instances carry the whole document instead of one field per
 * attribute, so that nothing a client sent is lost.
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

    /** Schema declaration of the role; the value is in the document. */
    @XmlElement(name = RoleAttribute.DEFAULT_NAME)
    @ScimAttribute(name = RoleAttribute.DEFAULT_NAME, description = RoleAttribute.DESCRIPTION, caseExact = true)
    private String role;

    /** Creates a User without values, so that an omitted {@code active} does not become true. */
    protected ProvisionedUser() {
        setActive(null);
    }
}
