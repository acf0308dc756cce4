package io.rollcall.server.scim;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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

/** Cache of each organization's discovery documents, valid while its roles and address stay the same. */
final class DiscoveryCache {
    /** The most that the copies take, as a share of the heap: there are as many as addresses that clients choose. */
    private static final int SHARE_OF_HEAP = 32;

    private static final Duration UNUSED = Duration.ofMinutes(10);

    private final UserSchemas schemas;
    private final Capabilities capabilities;
    private final Roles roles;
    private final Cache<Key, DiscoveryDocuments> made;

    DiscoveryCache(UserSchemas schemas, Capabilities capabilities, Roles roles) {
        this.schemas = schemas;
        this.capabilities = capabilities;
        this.roles = roles;
        this.made = Caffeine.newBuilder()
                .maximumWeight(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP)
                .weigher(DiscoveryCache::bytes)
                .expireAfterAccess(UNUSED)
                .build();
    }

    /** The documents hold each role of the key, so twice their size is enough for both. */
    private static int bytes(Key key, DiscoveryDocuments documents) {
        return 2 * documents.bytes();
    }

    DiscoveryDocuments of(ContainerRequestContext request) {
        ScimCaller caller = ScimCaller.of(request);
        Key key = new Key(roles.catalogue(caller.organization()).values(), caller.baseUrl());
        return made.get(key, unmade -> DiscoveryDocuments.of(schemas, capabilities, unmade.roles(), unmade.baseUrl()));
    }

    /** The document that needs no token. */
    DiscoveryDocument serviceProviderConfig(ContainerRequestContext request) {
        return TokenFilter.anonymousBaseUrl(request)
                .map(url -> DiscoveryDocuments.serviceProviderConfig(capabilities, url))
                .orElseGet(() -> of(request).serviceProviderConfig());
    }

    /** The document, or that the client has it already. */
    static Response answer(ContainerRequestContext request, DiscoveryDocument document) {
        boolean known = Optional.ofNullable(request.getHeaderString(HttpHeaders.IF_NONE_MATCH))
                .filter(tags -> EntityTags.matches(tags, document.etag()))
                .isPresent();
        Response.ResponseBuilder answer = known ? Response.notModified() : Response.ok(document.json());
        return answer.header(HttpHeaders.ETAG, document.etag())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .build();
    }

    /** RFC 7644 section 4: a filter on a discovery endpoint is refused, lest its answer be taken for a filtered one. */
    static void refuseFilter(ContainerRequestContext request) {
        if (request.getUriInfo().getQueryParameters().keySet().stream().anyMatch("filter"::equalsIgnoreCase)) {
            throw Refusal.forbidden("This endpoint cannot be filtered. Ask again without the filter.");
        }
    }

    private record Key(List<String> roles, String baseUrl) {}
}
