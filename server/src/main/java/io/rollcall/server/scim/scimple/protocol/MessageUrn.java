package io.rollcall.server.scim.scimple.protocol;

import org.apache.directory.scim.protocol.data.BulkRequest;
import org.apache.directory.scim.protocol.data.BulkResponse;
import org.apache.directory.scim.protocol.data.ErrorResponse;
import org.apache.directory.scim.protocol.data.ListResponse;
import org.apache.directory.scim.protocol.data.PatchRequest;
import org.apache.directory.scim.protocol.data.SearchRequest;
import org.apache.directory.scim.spec.schema.ResourceType;
import org.apache.directory.scim.spec.schema.Schema;
import org.apache.directory.scim.spec.schema.ServiceProviderConfiguration;

/** URNs of SCIM's messages and discovery resources, as SCIMple defines them. */
public final class MessageUrn {
    public static final String ERROR = ErrorResponse.SCHEMA_URI;
    public static final String LIST = ListResponse.SCHEMA_URI;
    public static final String SEARCH = SearchRequest.SCHEMA_URI;
    public static final String PATCH = PatchRequest.SCHEMA_URI;
    public static final String BULK_REQUEST = BulkRequest.SCHEMA_URI;
    public static final String BULK_RESPONSE = BulkResponse.SCHEMA_URI;
    public static final String SCHEMA = Schema.SCHEMA_URI;
    public static final String RESOURCE_TYPE = ResourceType.SCHEMA_URI;
    public static final String SERVICE_PROVIDER_CONFIG = ServiceProviderConfiguration.SCHEMA_URI;

    private MessageUrn() {}
}
