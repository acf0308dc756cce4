package io.rollcall.extensions;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import org.apache.directory.scim.spec.annotation.ScimAttribute;
import org.apache.directory.scim.spec.annotation.ScimExtensionType;
import org.apache.directory.scim.spec.resources.ScimExtension;
import org.apache.directory.scim.spec.schema.Schema.Attribute.Returned;

/** The User extension that carries the role under a URN of its own (RFC 7643 section 3.3); in answers only on request. */
@XmlRootElement
@XmlAccessorType(XmlAccessType.NONE)
@ScimExtensionType(
        id = RoleAttribute.EXTENSION_URN,
        name = "Role",
        description = "The user's role in the product",
        required = false)
public final class RoleExtension implements ScimExtension {
    private static final long serialVersionUID = 1L;

    @XmlElement(name = RoleAttribute.NAME)
    @ScimAttribute(
            name = RoleAttribute.NAME,
            description = RoleAttribute.DESCRIPTION,
            caseExact = true,
            returned = Returned.REQUEST,
            canonicalValueList = {"admin", "user", "creator", "data_viewer", "group_admin", "group_member"})
    private String role;

    @Override
    public String getUrn() {
        return RoleAttribute.EXTENSION_URN;
    }

    /** The role's value, or null where the client said none. */
    public String getRole() {
        return role;
    }

    public void setRole(String role) {
        this.role = role;
    }
}
