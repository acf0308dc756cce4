package io.rollcall.server.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.extensions.RoleAttribute;
import io.rollcall.server.scim.projection.AttributeSelection;
import io.rollcall.server.scim.protocol.ScimJson;
import io.rollcall.server.users.User;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.apache.directory.scim.spec.schema.Meta;

/** A User as stored, with what the server adds to it: {@code id}, {@code meta} and the role's other place. */
public final class StoredUser extends UserDocument {
    private static final long serialVersionUID = 1L;

    /** RFC 3339 with milliseconds; always in UTC (RFC 7643 section 2.3.5). */
    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

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

    User user() {
        return user;
    }

    /** The part of the User that an answer carries, as UTF-8. */
    byte[] bytes(AttributeSelection selection) {
        return text(selection).getBytes(StandardCharsets.UTF_8);
    }

    /** Spliced from the stored text where the whole User is wanted, since that is by far the most frequent case. */
    String text(AttributeSelection selection) {
        if (!selection.isDefault()) {
            return parser.text(selection.select(json()));
        }
        String document = user.document();
        return "{\"id\":\"" + user.id() + "\"," + document.substring(1, document.length() - 1) + ",\"meta\":"
                + parser.text(meta()) + "}";
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
                .put("created", text(user.created()))
                .put("lastModified", text(user.lastModified()))
                .put("location", location)
                .put("version", entityTag());
    }

    private static String text(Instant instant) {
        return DATE_TIME.format(instant);
    }
}
