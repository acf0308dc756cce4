package io.rollcall.server.scim;

import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.events.tokens.EventStreams;
import io.rollcall.server.groups.GroupMembers;
import io.rollcall.server.groups.Groups;
import io.rollcall.server.http.MediaTypeHeaderCheck;
import io.rollcall.server.http.Mount;
import io.rollcall.server.http.RefusalFilter;
import io.rollcall.server.http.Resources;
import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.limits.ConcurrencyLimit;
import io.rollcall.server.limits.RequestLimits;
import io.rollcall.server.limits.SlowSearches;
import io.rollcall.server.limits.WrittenBytes;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.PublicUrls;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.scim.discovery.Capabilities;
import io.rollcall.server.scim.groups.GroupOperations;
import io.rollcall.server.scim.groups.LargeGroupChanges;
import io.rollcall.server.scim.groups.UserGroups;
import io.rollcall.server.scim.paging.Cursors;
import io.rollcall.server.scim.paging.SharedCursorKeys;
import io.rollcall.server.scim.schema.GroupSchema;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.ScimpleRegistry;
import io.rollcall.server.scim.scimple.UserOperations;
import io.rollcall.server.scim.scimple.protocol.ScimJson;
import io.rollcall.server.secrets.Secrets;
import io.rollcall.server.tokens.RejectedTokens;
import io.rollcall.server.tokens.TokenSuccesses;
import io.rollcall.server.tokens.Tokens;
import io.rollcall.server.traffic.Traffic;
import io.rollcall.server.users.UserConfig;
import io.rollcall.server.users.Users;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** JAX-RS application of the SCIM service: its wiring, resources and filters. */
@Singleton
public final class ScimApplication {
    private final PublicUrls urls;
    private final ScimErrors errors;
    private final TokenFilter admission;
    private final RefusalLog refusals;
    private final TrafficCount trafficCount;
    private final ScimMetrics measurements;
    private final UserOperations users;
    private final List<Object> resources;
    private final RequestLimits limits;

    @Inject
    public ScimApplication(
            ScimConfig config,
            Organizations organizations,
            PublicUrls urls,
            Tokens tokens,
            TokenSuccesses successes,
            RejectedTokens rejected,
            Roles roles,
            Users stored,
            Groups groups,
            GroupMembers groupMembers,
            UserConfig userConfig,
            Activity activity,
            EventStreams streams,
            Secrets secrets,
            Traffic traffic,
            Limits limits,
            Clock clock,
            MeterRegistry meters,
            WorkingMemory memory) {
        this.urls = urls;
        this.limits = limits.requests();
        ScimJson json = new ScimJson(config.maxJsonDepth(), memory);
        this.errors = new ScimErrors(json);
        this.refusals = new RefusalLog(activity, json);
        this.trafficCount = new TrafficCount(traffic, successes);
        this.measurements = new ScimMetrics(meters);
        this.admission =
                new TokenFilter(organizations, tokens, urls, this.limits, new RejectedCalls(rejected, traffic));
        ScimpleRegistry registry = new ScimpleRegistry(roles.attribute());
        UserSchemas schemas = registry.schemas();
        ScimBody bodies = new ScimBody(json, config.maxBodyBytes(), limits.written());
        Cursors cursors =
                new Cursors(new SharedCursorKeys(secrets, config.cursorTimeout()), clock, config.cursorTimeout());
        this.users = new UserOperations(
                registry, stored, config.users(), json, cursors, limits.slowSearches(), limits.expensivePatches());
        DiscoveryCache discovery = new DiscoveryCache(schemas, capabilities(config), roles, streams);
        GroupOperations groupOperations = GroupOperations.of(
                groups,
                groupMembers,
                config.users(),
                cursors,
                limits.slowSearches(),
                json,
                memory,
                userConfig.maxPageBytes(),
                new LargeGroupChanges(groupMembers, limits.expensivePatches(), limits.written()));
        this.resources = List.of(
                new UsersResource(
                        users,
                        new RequestedAttributes(schemas),
                        bodies,
                        new UserListWriter(memory),
                        limits.written(),
                        new UserGroups(groupMembers, userConfig.maxPageBytes())),
                new BulkResource(
                        users,
                        groupOperations,
                        memory,
                        json,
                        errors,
                        refusals,
                        bodies,
                        limits.bulkRequests(),
                        limits.written(),
                        config.maxBulkOperations(),
                        config.bulkTimeout()),
                new GroupsResource(
                        groupOperations,
                        new RequestedAttributes(GroupSchema.schemas()),
                        bodies,
                        limits.written(),
                        json),
                new RolesResource(roles, config.maxPageSize(), bodies, json),
                new MeResource(),
                new SchemasResource(discovery),
                new ResourceTypesResource(discovery),
                new ServiceProviderConfigResource(discovery));
    }

    /** Limits on requests, by rate, by concurrency and by the bytes that they write. */
    public record Limits(
            RequestLimits requests,
            SlowSearches slowSearches,
            ConcurrencyLimit bulkRequests,
            ConcurrencyLimit expensivePatches,
            WrittenBytes written) {}

    private static Capabilities capabilities(ScimConfig config) {
        return new Capabilities(
                true,
                new Capabilities.Bulk(true, config.maxBulkOperations(), config.maxBodyBytes()),
                new Capabilities.Filter(true, config.maxPageSize()),
                false,
                true,
                true,
                new Capabilities.Pagination(
                        true,
                        true,
                        Capabilities.Pagination.Method.INDEX,
                        config.defaultPageSize(),
                        config.maxPageSize(),
                        Optional.of(config.cursorTimeout())),
                Optional.empty());
    }

    /** Returns the operations on Users, for callers other than HTTP requests. */
    public UserOperations users() {
        return users;
    }

    /** Returns the service at its path below each host; each resource is one object for all requests. */
    public Mount mount() {
        return new Mount(
                urls.path(),
                Resources.of(
                        resources,
                        List.of(
                                new MediaTypeHeaderCheck(),
                                measurements,
                                trafficCount,
                                admission,
                                new ContentNegotiation(),
                                new ResourcePath(),
                                errors,
                                new ResponseHeaders(),
                                new RefusalFilter(refusals, errors))),
                errors,
                Optional.empty(),
                Integer.MAX_VALUE,
                Optional.of(limits),
                Optional.empty());
    }
}
