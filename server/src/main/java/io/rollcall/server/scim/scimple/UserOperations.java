package io.rollcall.server.scim.scimple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Ticker;
import io.rollcall.server.importexport.UserDocuments;
import io.rollcall.server.limits.ConcurrencyLimit;
import io.rollcall.server.limits.SlowSearches;
import io.rollcall.server.scim.document.DocumentReader;
import io.rollcall.server.scim.document.UserRepresentation;
import io.rollcall.server.scim.document.WriteRules;
import io.rollcall.server.scim.filter.FilterLimits;
import io.rollcall.server.scim.paging.CursorPaging;
import io.rollcall.server.scim.paging.Cursors;
import io.rollcall.server.scim.paging.IndexPaging;
import io.rollcall.server.scim.patch.PatchLimits;
import io.rollcall.server.scim.patch.Patches;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.RequestContext.Call;
import io.rollcall.server.scim.scimple.RequestContext.Request;
import io.rollcall.server.scim.scimple.protocol.ScimJson;
import io.rollcall.server.users.UserProfile;
import io.rollcall.server.users.Users;
import java.util.List;
import java.util.Set;
import org.apache.directory.scim.spec.patch.PatchOperation;

/**
 * SCIM operations on Users, the only entry point to SCIMple. It converts requests to the types of SCIMple's contract and calls
 * the registered repository.
 */
public final class UserOperations {
    private final ScimpleRegistry registry;
    private final RequestContext context = new RequestContext();
    private final Limits limits;
    private final ScimJson json;
    private final DocumentReader reader;
    private final UserRepresentation representation;
    private final UserWrites writes;

    public UserOperations(
            ScimpleRegistry registry,
            Users users,
            Limits limits,
            ScimJson json,
            Cursors cursors,
            SlowSearches slowSearches,
            ConcurrencyLimit expensivePatches) {
        UserSchemas schemas = registry.schemas();
        this.registry = registry;
        this.limits = limits;
        this.json = json;
        this.reader = new DocumentReader(schemas);
        this.representation = new UserRepresentation(schemas, json);
        this.writes = new UserWrites(new WriteRules(schemas), representation, json, schemas, limits.maxUserBytes());
        registry.register(new UserRepository(
                new UserRepository.Parts(
                        users,
                        schemas,
                        limits,
                        json,
                        new Patches(schemas, limits.patches()),
                        writes,
                        new CursorPaging(users, cursors),
                        new IndexPaging(users, Ticker.systemTicker()),
                        slowSearches,
                        expensivePatches),
                context));
    }

    /** Creates a User from the body of a request (RFC 7644 section 3.3). */
    public StoredUser create(ScimCaller caller, ObjectNode body) {
        return create(caller, UserDocument.of(reader.read(body)));
    }

    StoredUser create(ScimCaller caller, UserDocument user) {
        return (StoredUser)
                run(caller, EntityTags.none(), () -> registry.repository().create(user));
    }

    /** Returns a User (RFC 7644 section 3.4.1). */
    public StoredUser get(ScimCaller caller, String id) {
        return (StoredUser)
                run(caller, EntityTags.none(), () -> registry.repository().get(id));
    }

    /** Returns one page of a list (RFC 7644 section 3.4.2). */
    public UserPage find(ScimCaller caller, SearchRequest search) {
        RequestedFilter filter = search.filter()
                .map(text -> RequestedFilter.read(text, limits.filters()))
                .orElse(null);
        return (UserPage) run(caller, EntityTags.none(), () -> registry.repository()
                .find(filter, RequestedPage.of(search), new RequestedPage.Sort(search)));
    }

    /** Replaces a User by the body of a request (RFC 7644 section 3.5.1). */
    public StoredUser replace(ScimCaller caller, String id, ObjectNode body, EntityTags preconditions) {
        return replace(caller, id, UserDocument.of(reader.read(body)), preconditions);
    }

    StoredUser replace(ScimCaller caller, String id, UserDocument user, EntityTags preconditions) {
        return (StoredUser) run(caller, preconditions, () -> registry.repository()
                .update(id, preconditions.ifMatch().orElse(null), user, Set.of(), Set.of()));
    }

    /** Changes a User by the operations in the body of a request (RFC 7644 section 3.5.2). */
    public StoredUser patch(ScimCaller caller, String id, ObjectNode body, EntityTags preconditions) {
        List<PatchOperation> operations = Patches.read(body, limits.patches()).stream()
                .map(RequestedOperation::of)
                .toList();
        return (StoredUser) run(caller, preconditions, () -> registry.repository()
                .patch(id, preconditions.ifMatch().orElse(null), operations, Set.of(), Set.of()));
    }

    /** Removes a User (RFC 7644 section 3.6). */
    public void delete(ScimCaller caller, String id, EntityTags preconditions) {
        run(caller, preconditions, () -> {
            registry.repository().delete(id);
            return id;
        });
    }

    /**
     * Limits of the operations.
     *
     * @param maxUserBytes maximum size of a stored User, as JSON in UTF-8 without {@code id} and {@code meta}
     * @param defaultPageSize page size if the client sends no {@code count}
     * @param maxPageSize maximum page size
     */
    public record Limits(
            int maxUserBytes, int defaultPageSize, int maxPageSize, FilterLimits filters, PatchLimits patches) {}

    private <T> T run(ScimCaller caller, EntityTags preconditions, Call<T> call) {
        return context.run(new Request(caller, preconditions), call);
    }

    /** Returns the operations for imported Users. */
    public UserDocuments imported() {
        return new ImportedUsers(this, reader, writes, json);
    }

    /** Returns the profile of a stored document, with its keys recomputed by the current rules. */
    public UserProfile profile(String document) {
        return representation.toProfile(json.read(document));
    }
}
