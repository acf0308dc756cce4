package io.rollcall.server.scim.scimple;

import io.rollcall.extensions.ProvisionedUser;
import io.rollcall.server.database.StatementTimeout;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.limits.ConcurrencyLimit;
import io.rollcall.server.limits.SlowSearches;
import io.rollcall.server.scim.document.WrittenDocument;
import io.rollcall.server.scim.filter.UserFilter;
import io.rollcall.server.scim.filter.UserSort;
import io.rollcall.server.scim.paging.CursorPaging;
import io.rollcall.server.scim.paging.CursorScope;
import io.rollcall.server.scim.paging.IndexPaging;
import io.rollcall.server.scim.patch.Patch;
import io.rollcall.server.scim.patch.Patches;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.RequestContext.Request;
import io.rollcall.server.scim.scimple.protocol.ScimJson;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.users.User;
import io.rollcall.server.users.UserProfile.UserUpdate;
import io.rollcall.server.users.UserSlice.PlacedUser;
import io.rollcall.server.users.Users;
import io.rollcall.server.users.query.Condition;
import io.rollcall.server.users.query.SearchIndexes;
import io.rollcall.server.users.query.UserOrder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.directory.scim.core.repository.Repository;
import org.apache.directory.scim.spec.filter.Filter;
import org.apache.directory.scim.spec.filter.PageRequest;
import org.apache.directory.scim.spec.filter.SortRequest;
import org.apache.directory.scim.spec.filter.attribute.AttributeReference;
import org.apache.directory.scim.spec.patch.PatchOperation;
import org.apache.directory.scim.spec.resources.ScimExtension;

/**
 * SCIMple repository of Users in MariaDB. Every SCIM operation on users runs through it: single requests, bulk operations and
 * imports. The caller and the preconditions are in the {@link RequestContext}. Attributes are selected when the response is
 * written, so the contract's attribute sets are empty.
 */
final class UserRepository implements Repository<ProvisionedUser> {
    private static final String TOO_SLOW =
            "The search takes too long, because it reads too many users. Search with 'eq' for userName, externalId, id or"
                    + " emails.value, join other terms by 'and', and leave out terms with 'co', 'ew' or 'not'.";

    private static final Condition EVERYONE = new Condition.Constant(true);

    private final Parts parts;
    private final RequestContext context;

    UserRepository(Parts parts, RequestContext context) {
        this.parts = parts;
        this.context = context;
    }

    /**
     * The parts of the repository.
     *
     * @param writes computes the stored form of Users
     * @param slowSearches limits searches that take long
     * @param expensivePatches limits that of PATCHes with many comparisons
     */
    record Parts(
            Users users,
            UserSchemas schemas,
            UserOperations.Limits limits,
            ScimJson json,
            Patches patches,
            UserWrites writes,
            CursorPaging byCursor,
            IndexPaging byIndex,
            SlowSearches slowSearches,
            ConcurrencyLimit expensivePatches) {}

    @Override
    public Class<ProvisionedUser> getResourceClass() {
        return ProvisionedUser.class;
    }

    @Override
    public List<Class<? extends ScimExtension>> getExtensionList() {
        return ScimpleRegistry.EXTENSIONS;
    }

    @Override
    public StoredUser create(ProvisionedUser user) {
        ScimCaller caller = context.request().caller();
        WrittenDocument written = UserDocument.of(user, Optional.empty());
        User created = parts.users()
                .create(
                        caller.organization(),
                        parts.writes().created(written),
                        role -> parts.writes().created(written.with(role)),
                        caller.actor());
        return stored(caller, created);
    }

    @Override
    public StoredUser get(String id) {
        ScimCaller caller = context.request().caller();
        return stored(caller, parts.users().get(caller.organization(), userId(id)));
    }

    /** Replaces the attributes that a client may write (RFC 7644 section 3.5.1). */
    @Override
    public StoredUser update(
            String id,
            String version,
            ProvisionedUser user,
            Set<AttributeReference> included,
            Set<AttributeReference> excluded) {
        return change(
                id, version, stored -> parts.writes().replaced(stored, UserDocument.of(user, Optional.of(stored))));
    }

    /**
     * Changes parts of the User (RFC 7644 section 3.5.2).
     *
     * @throws Refusal TOO_MANY or BUSY if the PATCH is expensive, and too many such are running
     */
    @Override
    public StoredUser patch(
            String id,
            String version,
            List<PatchOperation> operations,
            Set<AttributeReference> included,
            Set<AttributeReference> excluded) {
        Patch patch = parts.patches()
                .compile(operations.stream().map(RequestedOperation::read).toList());
        return change(id, version, stored -> {
            int length = stored.document().length();
            patch.requireAffordable(length);
            return patch.isExpensive(length)
                    ? parts.expensivePatches().run(context.request().caller().organization(), () -> parts.writes()
                            .patched(stored, patch))
                    : parts.writes().patched(stored, patch);
        });
    }

    private StoredUser change(String id, String version, Function<User, Optional<UserUpdate>> change) {
        Request request = context.request();
        EntityTags preconditions = request.preconditions().withIfMatch(Optional.ofNullable(version));
        User changed = parts.users()
                .update(
                        request.caller().organization(),
                        userId(id),
                        request.caller().actor(),
                        user -> {
                            preconditions.requireWritable(user);
                            return change.apply(user);
                        });
        return stored(request.caller(), changed);
    }

    /** Removes the User (RFC 7644 section 3.6). */
    @Override
    public void delete(String id) {
        Request request = context.request();
        ScimCaller caller = request.caller();
        parts.users().delete(caller.organization(), userId(id), caller.actor(), user -> request.preconditions()
                .requireWritable(user));
    }

    /**
     * Returns a page of the Users that match the filter (RFC 7644 section 3.4.2).
     *
     * @throws Refusal TOO_MANY or BUSY if the search is slow, and too many such are running
     * @throws ScimProblem TOO_MANY if the search took too long
     */
    @Override
    public UserPage find(Filter filter, PageRequest page, SortRequest sort) {
        ScimCaller caller = context.request().caller();
        String usersUrl = caller.baseUrl() + "/Users/";
        Condition condition = Optional.ofNullable(filter)
                .map(given -> RequestedFilter.tree(given, parts.limits().filters()))
                .map(new UserFilter(parts.schemas(), usersUrl)::condition)
                .orElse(EVERYONE);
        UserOrder order = RequestedPage.Sort.order(sort, new UserSort(parts.schemas(), usersUrl));
        CursorScope list = new CursorScope(caller.organization(), condition, order);
        if (SearchIndexes.findOneUser(condition)) {
            return page(caller, list, page);
        }
        try {
            return parts.slowSearches()
                    .run(list.organization(), SearchIndexes.serve(condition, order), () -> page(caller, list, page));
        } catch (StatementTimeout tooSlow) {
            throw new ScimProblem(ScimProblem.Type.TOO_MANY, TOO_SLOW);
        }
    }

    private UserPage page(ScimCaller caller, CursorScope list, PageRequest page) {
        int wanted = RequestedPage.count(page).orElse(parts.limits().defaultPageSize());
        int count = Math.min(Math.max(0, wanted), parts.limits().maxPageSize());
        return RequestedPage.cursor(page)
                .map(cursor -> byCursor(caller, list, count, cursor))
                .orElseGet(() -> byIndex(
                        caller, list, count, RequestedPage.startIndex(page).orElse(1)));
    }

    /** Returns a page by cursor (RFC 9865 section 2). */
    private UserPage byCursor(ScimCaller caller, CursorScope list, int count, String cursor) {
        CursorPaging.Page found = parts.byCursor().page(list, count, cursor);
        long total = parts.users().count(list.organization(), list.condition());
        return UserPage.byCursor(stored(caller, found.users()), total, found.previous(), found.next());
    }

    /** Returns a page by index (RFC 7644 section 3.4.2.4). */
    private UserPage byIndex(ScimCaller caller, CursorScope list, int count, int index) {
        int startIndex = Math.max(1, index);
        IndexPaging.Page page = parts.byIndex().page(list, caller.actor().name(), count, startIndex);
        List<User> users = page.users().stream().map(PlacedUser::user).toList();
        return UserPage.byIndex(stored(caller, users), page.total(), startIndex);
    }

    private StoredUser stored(ScimCaller caller, User user) {
        return new StoredUser(
                user, caller.baseUrl(), parts.json(), parts.schemas().roleAttribute());
    }

    private List<StoredUser> stored(ScimCaller caller, List<User> users) {
        return users.stream().map(user -> stored(caller, user)).toList();
    }

    private static UserId userId(String id) {
        return UserId.parse(id)
                .orElseThrow(() -> Refusal.notFound("There is no user with this id in the organization."));
    }
}
