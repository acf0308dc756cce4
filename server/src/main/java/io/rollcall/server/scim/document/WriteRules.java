package io.rollcall.server.scim.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.schema.AttributeDefinition;
import io.rollcall.server.scim.schema.SchemaDefinition;
import io.rollcall.server.scim.schema.UserSchemas;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Rules that derive the stored document from a client's (RFC 7644 sections 3.3 and 3.5.1): defaults for an omitted {@code
 * active} or role, and immutable attributes. The role is stored at the top level only.
 */
public final class WriteRules {
    private static final String ACTIVE = "active";
    private static final String USER_NAME = "userName";

    private final UserSchemas schemas;
    private final ImmutableAttributes immutable;
    private final List<String> order;

    public WriteRules(UserSchemas schemas) {
        this.schemas = schemas;
        this.immutable = new ImmutableAttributes(schemas);
        this.order = Stream.of(
                        schemas.common().stream().map(AttributeDefinition::name),
                        schemas.core().attributes().stream().map(AttributeDefinition::name),
                        schemas.extensions().stream().map(SchemaDefinition::urn))
                .flatMap(names -> names)
                .toList();
    }

    /** Returns a new user's document, with {@code active} true unless the client sent a value. */
    public ObjectNode create(WrittenDocument written) {
        UserNameRule.requireIfChanged(
                MissingNode.getInstance(), written.document().path(USER_NAME));
        return ordered(settled(written, JsonNodeFactory.instance.objectNode()));
    }

    /** Returns the document that replaces the stored one; equal to it if nothing changes. */
    public ObjectNode replace(ObjectNode stored, WrittenDocument written) {
        ObjectNode next = settled(written, stored);
        UserNameRule.requireIfChanged(stored.path(USER_NAME), next.path(USER_NAME));
        immutable.keep(stored, next);
        immutable.requireUnchanged(stored, next);
        return ordered(next);
    }

    private ObjectNode settled(WrittenDocument written, ObjectNode stored) {
        ObjectNode document = written.document().deepCopy();
        boolean active = stored.path(ACTIVE).asBoolean(true);
        document.put(ACTIVE, written.active().asOptional().orElse(active));
        RoleChoice.choose(role(stored), written.role(), written.extensionRole())
                .ifPresent(role -> document.put(schemas.roleAttribute(), role));
        return document;
    }

    private Optional<String> role(ObjectNode stored) {
        return Optional.ofNullable(stored.get(schemas.roleAttribute())).map(JsonNode::textValue);
    }

    private ObjectNode ordered(ObjectNode document) {
        schemas.refreshUrns(document);
        ObjectNode ordered = JsonNodeFactory.instance.objectNode();
        order.stream().filter(document::has).forEach(name -> ordered.set(name, document.get(name)));
        return ordered;
    }
}
