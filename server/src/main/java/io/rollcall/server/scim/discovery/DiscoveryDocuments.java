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
 * All that an organization's clients can discover (RFC 7644 section 4), made once and then only sent. {@code /Schemas}
 * lists the schemas of resources; those of discovery itself are fixed by RFC 7643 and teach a client nothing.
 */
public final class DiscoveryDocuments {
    private final DiscoveryDocument serviceProviderConfig;
    private final DiscoveryDocument schemas;
    private final DiscoveryDocument resourceTypes;
    private final Map<String, DiscoveryDocument> schemaById;
    private final Map<String, DiscoveryDocument> resourceTypeById;

    private DiscoveryDocuments(
            ObjectNode serviceProviderConfig, List<ObjectNode> schemas, List<ObjectNode> resourceTypes) {
        this.serviceProviderConfig = DiscoveryDocument.of(serviceProviderConfig);
        this.schemas = DiscoveryDocument.of(ListDocument.all(schemas).json());
        this.resourceTypes =
                DiscoveryDocument.of(ListDocument.all(resourceTypes).json());
        this.schemaById = byId(schemas);
        this.resourceTypeById = byId(resourceTypes);
    }

    /**
     * @param roleValues an organization's roles, in the order in which people see them
     * @param baseUrl of the organization's SCIM endpoint, without a slash at its end
     */
    public static DiscoveryDocuments of(
            UserSchemas schemas, Capabilities capabilities, List<String> roleValues, String baseUrl) {
        return new DiscoveryDocuments(
                ServiceProviderConfigDocument.of(capabilities, baseUrl),
                SchemaDocuments.schemas(schemas, roleValues, baseUrl),
                List.of(ResourceTypeDocuments.user(schemas, baseUrl), ResourceTypeDocuments.role(baseUrl)));
    }

    public DiscoveryDocument serviceProviderConfig() {
        return serviceProviderConfig;
    }

    /** The document of an endpoint, whatever its organization's roles are. */
    public static DiscoveryDocument serviceProviderConfig(Capabilities capabilities, String baseUrl) {
        return DiscoveryDocument.of(ServiceProviderConfigDocument.of(capabilities, baseUrl));
    }

    /** The list of all schemas. */
    public DiscoveryDocument schemas() {
        return schemas;
    }

    /** The schema of that URN in any case, or empty. */
    public Optional<DiscoveryDocument> schema(String urn) {
        return Optional.ofNullable(schemaById.get(urn));
    }

    /** The list of all resource types. */
    public DiscoveryDocument resourceTypes() {
        return resourceTypes;
    }

    /** The resource type of that name in any case, or empty. */
    public Optional<DiscoveryDocument> resourceType(String name) {
        return Optional.ofNullable(resourceTypeById.get(name));
    }

    /** Returns the size of all documents. */
    public int bytes() {
        return Stream.of(
                        Stream.of(serviceProviderConfig, schemas, resourceTypes),
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
