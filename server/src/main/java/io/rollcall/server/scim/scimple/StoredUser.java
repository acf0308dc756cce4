package io.rollcall.server.scim.scimple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.extensions.ProvisionedUser;
import io.rollcall.extensions.RoleAttribute;
import io.rollcall.server.kernel.DateTimeText;
import io.rollcall.server.scim.projection.AttributeSelection;
import io.rollcall.server.scim.scimple.protocol.ScimJson;
import io.rollcall.server.users.User;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.directory.scim.spec.schema.Meta;

/**
 * Stored User in the form of SCIMple's contract. {@code id} and {@code meta} are SCIMple's properties; all other attributes are
 * in the stored document, which is parsed only if a client requests a part of it.
 */
public final class StoredUser extends ProvisionedUser {
    private static final long serialVersionUID = 1L;

    /** Upper bound of the characters in a response besides the document and the location. */
    private static final int ADDED = 256;

    private static final String NO_GROUPS = "";

    private final transient User user;
    private final transient ScimJson parser;
    private final String roleAttribute;
    private final transient String groups;

    StoredUser(User user, String baseUrl, ScimJson parser, String roleAttribute) {
        this.groups = NO_GROUPS;
        this.user = user;
        this.parser = parser;
        this.roleAttribute = roleAttribute;
        setId(user.id().toString());
        setMeta(new Meta()
                .setResourceType(RESOURCE_NAME)
                .setCreated(utc(user.created()))
                .setLastModified(utc(user.lastModified()))
                .setLocation(baseUrl + "/Users/" + getId())
                .setVersion(EntityTags.of(user)));
    }

    private StoredUser(StoredUser user, String groups) {
        this.user = user.user;
        this.parser = user.parser;
        this.roleAttribute = user.roleAttribute;
        this.groups = groups;
        setId(user.getId());
        setMeta(user.getMeta());
    }

    /** Returns the same User with its groups. @param elements of the attribute, as a JSON array */
    public StoredUser withGroups(String elements) {
        return new StoredUser(this, elements);
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
    }

    /** Returns the URL of this User. */
    public String location() {
        return getMeta().getLocation();
    }

    /** Returns the weak entity tag of the current state. */
    public String entityTag() {
        return getMeta().getVersion();
    }

    public User user() {
        return user;
    }

    /** Returns the selected part of the User as UTF-8. */
    public byte[] bytes(AttributeSelection selection) {
        StringBuilder text = new StringBuilder(length());
        append(text, selection);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Returns an upper bound of the whole User's length in characters. */
    public int length() {
        return user.document().length() + location().length() + groups.length() + ADDED;
    }

    /** Appends the selected part. The whole User, by far the most frequent case, is spliced from the stored text. */
    public void append(StringBuilder text, AttributeSelection selection) {
        if (!selection.isDefault()) {
            text.append(parser.text(selection.select(json())));
            return;
        }
        Meta meta = getMeta();
        text.append("{\"id\":\"").append(getId()).append('"');
        int brace = text.length();
        // Appended as a whole, since parts of a string are copied character by character.
        text.append(user.document()).setCharAt(brace, ',');
        text.setLength(text.length() - 1);
        if (!groups.isEmpty()) {
            text.append(",\"groups\":").append(groups);
        }
        text.append(",\"meta\":{\"resourceType\":\"User\",\"created\":\"");
        DateTimeText.append(text, meta.getCreated());
        text.append("\",\"lastModified\":\"");
        DateTimeText.append(text, meta.getLastModified());
        text.append("\",\"location\":\"").append(meta.getLocation()).append("\",\"version\":\"W/\\\"");
        text.append(user.version()).append("\\\"\"}}");
    }

    /** Returns the whole User as JSON. */
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", getId());
        json.setAll(parser.read(user.document()));
        JsonNode role = json.path(roleAttribute);
        if (role.isTextual()) {
            json.putObject(RoleAttribute.EXTENSION_URN).set(roleAttribute, role);
        }
        if (!groups.isEmpty()) {
            json.set("groups", parser.read("{\"groups\":" + groups + "}").get("groups"));
        }
        Meta meta = getMeta();
        json.putObject("meta")
                .put("resourceType", meta.getResourceType())
                .put("created", DateTimeText.of(meta.getCreated()))
                .put("lastModified", DateTimeText.of(meta.getLastModified()))
                .put("location", meta.getLocation())
                .put("version", meta.getVersion());
        return json;
    }
}
