package io.rollcall.extensions;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import org.apache.directory.scim.spec.annotation.ScimAttribute;
import org.apache.directory.scim.spec.annotation.ScimExtensionType;
import org.apache.directory.scim.spec.resources.ScimExtension;
import org.apache.directory.scim.spec.schema.Schema.Attribute.Returned;

/**
 * User extension that carries the role under its own URN (RFC 7643 section 3.3), returned on request only. SCIMple reads the
 * schema from it.
 */
@XmlRootElement
@XmlAccessorType(XmlAccessType.NONE)
@ScimExtensionType(
        id = RoleAttribute.EXTENSION_URN,
        name = "Role",
        description = "The user's role in the product",
        required = false)
public abstract class RoleExtension implements ScimExtension {
    private static final long serialVersionUID = 1L;

    /** Schema declaration of the role; the value is in the User's document. */
    @XmlElement(name = RoleAttribute.DEFAULT_NAME)
    @ScimAttribute(
            name = RoleAttribute.DEFAULT_NAME,
            description = RoleAttribute.DESCRIPTION,
            caseExact = true,
            returned = Returned.REQUEST)
    private String role;

    @Override
    public String getUrn() {
        return RoleAttribute.EXTENSION_URN;
    }
}
