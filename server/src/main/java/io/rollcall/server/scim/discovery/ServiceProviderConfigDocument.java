package io.rollcall.server.scim.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.discovery.Capabilities.Pagination;
import io.rollcall.server.scim.scimple.protocol.MessageUrn;
import java.util.List;

/** Builder of the ServiceProviderConfig resource (RFC 7643 sections 5 and 8.5, RFC 9865 section 4, RFC 9967 section 3). */
final class ServiceProviderConfigDocument {
    static final String URN = MessageUrn.SERVICE_PROVIDER_CONFIG;

    private ServiceProviderConfigDocument() {}

    /** @param events URIs of the events that are sent as security event tokens; empty if none are */
    static ObjectNode of(Capabilities capabilities, List<String> events, String baseUrl) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("schemas").add(URN);
        capabilities.documentationUri().ifPresent(uri -> json.put("documentationUri", uri));
        supported(json, "patch", capabilities.patch());
        supported(json, "bulk", capabilities.bulk().supported())
                .put("maxOperations", capabilities.bulk().maxOperations())
                .put("maxPayloadSize", capabilities.bulk().maxPayloadSize());
        supported(json, "filter", capabilities.filter().supported())
                .put("maxResults", capabilities.filter().maxResults());
        supported(json, "changePassword", capabilities.changePassword());
        supported(json, "sort", capabilities.sort());
        supported(json, "etag", capabilities.etag());
        pagination(json.putObject("pagination"), capabilities.pagination());
        if (!events.isEmpty()) {
            ArrayNode uris =
                    json.putObject("securityEvents").put("asyncRequest", "none").putArray("eventUris");
            events.forEach(uris::add);
        }
        bearerToken(json.putArray("authenticationSchemes").addObject());
        json.putObject("meta")
                .put("resourceType", "ServiceProviderConfig")
                .put("location", baseUrl + "/ServiceProviderConfig");
        return json;
    }

    private static ObjectNode supported(ObjectNode json, String feature, boolean supported) {
        return json.putObject(feature).put("supported", supported);
    }

    private static void pagination(ObjectNode json, Pagination pagination) {
        json.put("cursor", pagination.cursor());
        json.put("index", pagination.index());
        json.put("defaultPaginationMethod", DiscoveryDocument.keyword(pagination.defaultMethod()));
        json.put("defaultPageSize", pagination.defaultPageSize());
        json.put("maxPageSize", pagination.maxPageSize());
        pagination.cursorTimeout().ifPresent(timeout -> json.put("cursorTimeout", timeout.toSeconds()));
    }

    private static void bearerToken(ObjectNode json) {
        json.put("type", "oauthbearertoken");
        json.put("name", "OAuth Bearer Token");
        json.put("description", "The organization's SCIM token in the header Authorization: Bearer <token>.");
        json.put("specUri", "https://www.rfc-editor.org/info/rfc6750");
        json.put("primary", true);
    }
}
