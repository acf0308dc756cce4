package io.rollcall.server.scim.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rollcall.server.scim.schema.SchemaDefinition;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The part of a User that an answer carries (RFC 7644 sections 3.4.2.5 and 3.9): worked out once from {@code attributes}
 * or {@code excludedAttributes}, then applied to any number of users.
 */
public final class AttributeSelection {
    private static final String SCHEMAS = "schemas";

    private final UserSchemas schemas;
    private final ReturnRule choice;
    private final Projection members;
    private final TextNode coreUrn;
    private final Map<String, TextNode> extensionUrns;

    private AttributeSelection(UserSchemas schemas, ReturnRule choice) {
        this.schemas = schemas;
        this.choice = choice;
        this.members = UserProjection.chosen(schemas, choice);
        this.coreUrn = TextNode.valueOf(schemas.core().urn());
        this.extensionUrns = schemas.extensions().stream()
                .map(SchemaDefinition::urn)
                .collect(Collectors.toUnmodifiableMap(Function.identity(), TextNode::valueOf));
    }

    /** Returns the selection for requests that name no attributes. Cache it: most requests name none. */
    public static AttributeSelection byDefault(UserSchemas schemas) {
        return of(schemas, List.of(), List.of());
    }

    /** Reads the two query parameters, each a list of names with commas between them. */
    public static AttributeSelection of(
            UserSchemas schemas, Optional<String> attributes, Optional<String> excludedAttributes) {
        return of(
                schemas,
                attributes.stream().toList(),
                excludedAttributes.stream().toList());
    }

    /**
     * Reads the two members of a search request, or query parameters that came more than once. A list without a single
     * name asks nothing.
     */
    public static AttributeSelection of(
            UserSchemas schemas, Collection<String> attributes, Collection<String> excludedAttributes) {
        List<String> asked = names(attributes);
        List<String> excluded = names(excludedAttributes);
        if (!asked.isEmpty() && !excluded.isEmpty()) {
            throw new ScimProblem(
                    ScimProblem.Type.INVALID_VALUE,
                    "The request has both \"attributes\" and \"excludedAttributes\". Send only one of them:"
                            + " \"attributes\" to name the attributes to return, or \"excludedAttributes\" to name"
                            + " those to omit.");
        }
        return new AttributeSelection(
                schemas,
                asked.isEmpty()
                        ? new ReturnRule.AllBut(AttributeNames.resolve(schemas, excluded), AttributeNames.NONE)
                        : new ReturnRule.Only(AttributeNames.resolve(schemas, asked)));
    }

    /**
     * The same selection for the answer to a write: {@code request} attributes that the client wrote come back unless it
     * asked for others or excluded them (RFC 7643 section 7).
     *
     * @param names of attributes, or the URNs of extensions that the body held
     */
    public AttributeSelection withWritten(Collection<String> names) {
        if (choice instanceof ReturnRule.AllBut allBut) {
            AttributeNames written = AttributeNames.resolve(schemas, names);
            AttributeSelection more =
                    new AttributeSelection(schemas, new ReturnRule.AllBut(allBut.excluded(), written));
            return more.members.equals(members) ? this : more;
        }
        return this;
    }

    /** Whether the answer is what a client gets that asked nothing: all attributes of {@code returned} default or always. */
    public boolean isDefault() {
        return choice.equals(new ReturnRule.AllBut(AttributeNames.NONE, AttributeNames.NONE));
    }

    /**
     * The selected part of a full User whose members have their canonical names, in their order. It shares its values
     * with the full User: change neither.
     */
    public ObjectNode select(ObjectNode user) {
        JsonNode selected = members.of(user);
        ObjectNode answer = selected instanceof ObjectNode object ? object : user.objectNode();
        answer.replace(SCHEMAS, schemasIn(answer));
        return answer;
    }

    /** The core schema and the extensions that are in the body. */
    private ArrayNode schemasIn(ObjectNode answer) {
        ArrayNode urns = answer.arrayNode().add(coreUrn);
        answer.fieldNames().forEachRemaining(name -> {
            TextNode urn = extensionUrns.get(name);
            if (urn != null) {
                urns.add(urn);
            }
        });
        return urns;
    }

    private static List<String> names(Collection<String> lists) {
        return lists.stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
