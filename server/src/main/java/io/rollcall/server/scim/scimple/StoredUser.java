package io.rollcall.server.scim.scimple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.extensions.RoleAttribute;
import io.rollcall.server.scim.projection.AttributeSelection;
import io.rollcall.server.scim.scimple.protocol.ScimJson;
import io.rollcall.server.users.User;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.directory.scim.spec.schema.Meta;

/** A User as stored, with what the server adds to it: {@code id}, {@code meta} and the role's other place. */
public final class StoredUser extends UserDocument {
    private static final long serialVersionUID = 1L;

    /** How many characters an answer has beside the document and the location, or more. */
    private static final int ADDED = 256;

    private final transient User user;
    private final transient ScimJson parser;
    private final String location;

    StoredUser(User user, String baseUrl, ScimJson parser) {
        super(JsonNodeFactory.instance.objectNode());
        this.user = user;
        this.parser = parser;
        this.location = baseUrl + "/Users/" + user.id();
        setId(user.id().toString());
    }

    /** The URL of this user. */
    public String location() {
        return location;
    }

    /** The weak entity tag of its present state. */
    public String entityTag() {
        return EntityTags.of(user);
    }

    public User user() {
        return user;
    }

    /** The part of the User that an answer carries, as UTF-8. */
    public byte[] bytes(AttributeSelection selection) {
        StringBuilder text = new StringBuilder(length());
        append(text, selection);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** How many characters the whole User has, or somewhat more. */
    public int length() {
        return user.document().length() + location.length() + ADDED;
    }

    /** Spliced from the stored text where the whole User is wanted, since that is by far the most frequent case. */
    public void append(StringBuilder text, AttributeSelection selection) {
        if (!selection.isDefault()) {
            text.append(parser.text(selection.select(json())));
            return;
        }
        text.append("{\"id\":\"").append(user.id()).append('"');
        int brace = text.length();
        // Whole, since parts of texts are copied letter by letter.
        text.append(user.document()).setCharAt(brace, ',');
        text.setLength(text.length() - 1);
        text.append(",\"meta\":{\"resourceType\":\"User\",\"created\":\"");
        DateTimeText.append(text, user.created());
        text.append("\",\"lastModified\":\"");
        DateTimeText.append(text, user.lastModified());
        text.append("\",\"location\":\"").append(location).append("\",\"version\":\"W/\\\"");
        text.append(user.version()).append("\\\"\"}}");
    }

    @Override
    public ObjectNode json() {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("id", user.id().toString());
        json.setAll(parser.read(user.document()));
        JsonNode role = json.path(RoleAttribute.NAME);
        if (role.isTextual()) {
            json.putObject(RoleAttribute.EXTENSION_URN).set(RoleAttribute.NAME, role);
        }
        return json.set("meta", meta());
    }

    @Override
    public Meta getMeta() {
        return new Meta()
                .setResourceType(getResourceType())
                .setCreated(LocalDateTime.ofInstant(user.created(), ZoneOffset.UTC))
                .setLastModified(LocalDateTime.ofInstant(user.lastModified(), ZoneOffset.UTC))
                .setLocation(location)
                .setVersion(entityTag());
    }

    private ObjectNode meta() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("resourceType", "User")
                .put("created", DateTimeText.of(user.created()))
                .put("lastModified", DateTimeText.of(user.lastModified()))
                .put("location", location)
                .put("version", entityTag());
    }
}
