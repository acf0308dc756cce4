package io.rollcall.extensions;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import org.apache.directory.scim.spec.annotation.ScimAttribute;
import org.apache.directory.scim.spec.annotation.ScimResourceType;
import org.apache.directory.scim.spec.resources.ScimUser;

/** The core User of RFC 7643 section 4.1 with the role at its top level, as identity providers write it. */
@XmlRootElement
@XmlAccessorType(XmlAccessType.NONE)
@ScimResourceType(
        id = ScimUser.RESOURCE_NAME,
        name = ScimUser.RESOURCE_NAME,
        schema = ScimUser.SCHEMA_URI,
        description = "User Account",
        endpoint = "/Users")
public final class ProvisionedUser extends ScimUser {
    private static final long serialVersionUID = 1L;

    @XmlElement(name = RoleAttribute.NAME)
    @ScimAttribute(
            name = RoleAttribute.NAME,
            description = RoleAttribute.DESCRIPTION,
            caseExact = true,
            canonicalValueList = {"admin", "user", "creator", "data_viewer", "group_admin", "group_member"})
    private String role;

    /** Creates an empty user. An absent {@code active} stays null, so that omitting it never reactivates a user. */
    public ProvisionedUser() {
        setActive(null);
    }

    /** The role's value, or null where the client said none. */
    public String getRole() {
        return role;
    }

    public void setRole(String role) {
        this.role = role;
    }
}
