package io.rollcall.server.scim.discovery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.protocol.ListDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Discovery documents of an organization (RFC 7644 section 4), serialized once. {@code /Schemas} lists the schemas of resources
 * only; those of the discovery documents themselves are fixed by RFC 7643.
 */
public final class DiscoveryDocuments {
    private final DiscoveryDocument schemas;
    private final DiscoveryDocument resourceTypes;
    private final Map<String, DiscoveryDocument> schemaById;
    private final Map<String, DiscoveryDocument> resourceTypeById;

    private DiscoveryDocuments(List<ObjectNode> schemas, List<ObjectNode> resourceTypes) {
        this.schemas = DiscoveryDocument.of(ListDocument.all(schemas).json());
        this.resourceTypes =
                DiscoveryDocument.of(ListDocument.all(resourceTypes).json());
        this.schemaById = byId(schemas);
        this.resourceTypeById = byId(resourceTypes);
    }

    /**
     * @param roleValues the organization's roles in display order
     * @param baseUrl the organization's SCIM base URL, without a trailing slash
     * @param groups whether the organization has groups
     */
    public static DiscoveryDocuments of(UserSchemas schemas, List<String> roleValues, String baseUrl, boolean groups) {
        Stream<ObjectNode> types =
                Stream.of(ResourceTypeDocuments.user(schemas, baseUrl), ResourceTypeDocuments.role(baseUrl));
        return new DiscoveryDocuments(
                SchemaDocuments.schemas(schemas, roleValues, baseUrl, groups),
                Stream.concat(types, groups ? Stream.of(ResourceTypeDocuments.group(baseUrl)) : Stream.empty())
                        .toList());
    }

    /** @param events URIs of the events that are sent as security event tokens; empty if none are */
    public static DiscoveryDocument serviceProviderConfig(
            Capabilities capabilities, List<String> events, String baseUrl) {
        return DiscoveryDocument.of(ServiceProviderConfigDocument.of(capabilities, events, baseUrl));
    }

    /** Returns the list of all schemas. */
    public DiscoveryDocument schemas() {
        return schemas;
    }

    /** Returns the schema of the URN, case-insensitive; empty if there is none. */
    public Optional<DiscoveryDocument> schema(String urn) {
        return Optional.ofNullable(schemaById.get(urn));
    }

    /** Returns the list of all resource types. */
    public DiscoveryDocument resourceTypes() {
        return resourceTypes;
    }

    /** Returns the resource type of the name, case-insensitive; empty if there is none. */
    public Optional<DiscoveryDocument> resourceType(String name) {
        return Optional.ofNullable(resourceTypeById.get(name));
    }

    /** Returns the size of all documents. */
    public int bytes() {
        return Stream.of(
                        Stream.of(schemas, resourceTypes),
                        schemaById.values().stream(),
                        resourceTypeById.values().stream())
                .flatMap(documents -> documents)
                .mapToInt(DiscoveryDocument::bytes)
                .sum();
    }

    private static Map<String, DiscoveryDocument> byId(List<ObjectNode> documents) {
        return documents.stream()
                .collect(Collectors.toMap(
                        document -> document.get("id").asText(),
                        DiscoveryDocument::of,
                        (first, second) -> first,
                        () -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER)));
    }
}
