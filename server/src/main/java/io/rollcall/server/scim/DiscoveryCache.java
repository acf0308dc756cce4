package io.rollcall.server.scim;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rollcall.server.events.tokens.EventStreams;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.scim.discovery.Capabilities;
import io.rollcall.server.scim.discovery.DiscoveryDocument;
import io.rollcall.server.scim.discovery.DiscoveryDocuments;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.EntityTags;
import io.rollcall.server.scim.scimple.ScimCaller;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Discovery documents of organizations. The large ones are kept while roles and address stay the same; a ServiceProviderConfig is
 * small, and made for each request.
 */
final class DiscoveryCache {
    /**
     * The cache takes at most this fraction of the heap, since clients can request documents under any number of host names.
     */
    private static final int SHARE_OF_HEAP = 32;

    private static final Duration UNUSED = Duration.ofMinutes(10);

    private final UserSchemas schemas;
    private final Capabilities capabilities;
    private final Roles roles;
    private final EventStreams streams;
    private final Cache<Key, DiscoveryDocuments> made;

    DiscoveryCache(UserSchemas schemas, Capabilities capabilities, Roles roles, EventStreams streams) {
        this.schemas = schemas;
        this.capabilities = capabilities;
        this.roles = roles;
        this.streams = streams;
        this.made = Caffeine.newBuilder()
                .maximumWeight(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP)
                .weigher(DiscoveryCache::bytes)
                .expireAfterAccess(UNUSED)
                .build();
    }

    /** Returns the weight of an entry. The documents contain each role of the key, so twice their size covers both. */
    private static int bytes(Key key, DiscoveryDocuments documents) {
        return 2 * documents.bytes();
    }

    DiscoveryDocuments of(ContainerRequestContext request) {
        ScimCaller caller = ScimCaller.of(request);
        Key key = new Key(roles.catalogue(caller.organization()).values(), caller.baseUrl(), caller.groups());
        return made.get(
                key, unmade -> DiscoveryDocuments.of(schemas, unmade.roles(), unmade.baseUrl(), unmade.groups()));
    }

    /** Returns the document that requires no token. Without one, the streams of the organization are not known. */
    DiscoveryDocument serviceProviderConfig(ContainerRequestContext request) {
        Optional<String> anonymous = TokenFilter.anonymousBaseUrl(request);
        Optional<ScimCaller> caller = ScimCaller.find(request);
        return DiscoveryDocuments.serviceProviderConfig(
                capabilities,
                streams.announced(caller.map(ScimCaller::organization)),
                anonymous.or(() -> caller.map(ScimCaller::baseUrl)).orElseThrow());
    }

    /** Returns a response with the document, or 304 if the client has it. */
    static Response answer(ContainerRequestContext request, DiscoveryDocument document) {
        boolean known = Optional.ofNullable(request.getHeaderString(HttpHeaders.IF_NONE_MATCH))
                .filter(tags -> EntityTags.matches(tags, document.etag()))
                .isPresent();
        Response.ResponseBuilder answer = known ? Response.notModified() : Response.ok(document.json());
        return answer.header(HttpHeaders.ETAG, document.etag())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .build();
    }

    /**
     * Refuses a filter on a discovery endpoint, as RFC 7644 section 4 requires, so that clients do not take the response for a
     * filtered one.
     */
    static void refuseFilter(ContainerRequestContext request) {
        if (request.getUriInfo().getQueryParameters().keySet().stream().anyMatch("filter"::equalsIgnoreCase)) {
            throw Refusal.forbidden("This endpoint cannot be filtered. Send the request without the filter.");
        }
    }

    private record Key(List<String> roles, String baseUrl, boolean groups) {}
}
