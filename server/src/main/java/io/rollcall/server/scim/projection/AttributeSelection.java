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
 * Selection of the attributes in a response (RFC 7644 sections 3.4.2.5 and 3.9). It is compiled once from {@code attributes} or
 * {@code excludedAttributes}, then applied to any number of users.
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

    /** Returns the selection for requests without these parameters. Cache it, since most requests have none. */
    public static AttributeSelection byDefault(UserSchemas schemas) {
        return of(schemas, List.of(), List.of());
    }

    /** Reads the two query parameters, each a comma-separated list of names. */
    public static AttributeSelection of(
            UserSchemas schemas, Optional<String> attributes, Optional<String> excludedAttributes) {
        return of(
                schemas,
                attributes.stream().toList(),
                excludedAttributes.stream().toList());
    }

    /** Reads the two members of a search request, or repeated query parameters. A list without names counts as omitted. */
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
     * Returns the selection for the response to a write. It includes {@code request} attributes that the client wrote, unless
     * it selected others or excluded them (RFC 7643 section 7).
     *
     * @param names attributes, or URNs of extensions, in the body
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

    /** Returns whether it is the default selection: all attributes whose {@code returned} is default or always. */
    public boolean isDefault() {
        return choice.equals(new ReturnRule.AllBut(AttributeNames.NONE, AttributeNames.NONE));
    }

    /** Returns whether a response has this attribute at its top level, if the resource has a value. */
    public boolean selects(String attribute) {
        return members.kept().containsKey(attribute);
    }

    /** Returns the selected part of a User with canonical names. It shares values with the User, so modify neither. */
    public ObjectNode select(ObjectNode user) {
        JsonNode selected = members.of(user);
        ObjectNode answer = selected instanceof ObjectNode object ? object : user.objectNode();
        answer.replace(SCHEMAS, schemasIn(answer));
        return answer;
    }

    /** Returns the URNs of the core schema and of the extensions in the response. */
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
