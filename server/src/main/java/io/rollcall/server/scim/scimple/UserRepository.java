package io.rollcall.server.scim.scimple;

import io.rollcall.extensions.RoleExtension;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.scim.document.WrittenDocument;
import io.rollcall.server.scim.filter.FilterParser;
import io.rollcall.server.scim.filter.UserFilter;
import io.rollcall.server.scim.filter.UserSort;
import io.rollcall.server.scim.paging.CursorPage;
import io.rollcall.server.scim.paging.CursorScope;
import io.rollcall.server.scim.paging.IndexPaging;
import io.rollcall.server.scim.patch.Patch;
import io.rollcall.server.users.PlacedUser;
import io.rollcall.server.users.User;
import io.rollcall.server.users.UserUpdate;
import io.rollcall.server.users.query.Condition;
import io.rollcall.server.users.query.SearchIndexes;
import io.rollcall.server.users.query.UserOrder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.apache.directory.scim.core.repository.Repository;
import org.apache.directory.scim.spec.extension.EnterpriseExtension;
import org.apache.directory.scim.spec.filter.Filter;
import org.apache.directory.scim.spec.filter.FilterResponse;
import org.apache.directory.scim.spec.filter.PageRequest;
import org.apache.directory.scim.spec.filter.SortRequest;
import org.apache.directory.scim.spec.filter.attribute.AttributeReference;
import org.apache.directory.scim.spec.patch.PatchOperation;
import org.apache.directory.scim.spec.resources.ScimExtension;

/**
 * The Users of one caller's organization: SCIMple's contract, made for one request, kept in MariaDB.
 *
 * <p>The contract's own {@code update}, {@code patch} and {@code find} say less than HTTP does: they know no
 * {@code If-None-Match}, and their filters and paths come out of SCIMple's parser. So each stands beside a method of the
 * same meaning that takes ours, and calls it.
 */
public final class UserRepository implements Repository<UserDocument> {
    private static final Condition EVERYONE = new Condition.Constant(true);

    public static final List<Class<? extends ScimExtension>> EXTENSIONS =
            List.of(EnterpriseExtension.class, RoleExtension.class);

    private final UserRepositories parts;
    private final ScimCaller caller;
    private final UserWrites writes;

    UserRepository(UserRepositories parts, ScimCaller caller) {
        this.parts = parts;
        this.caller = caller;
        this.writes = new UserWrites(parts);
    }

    @Override
    public Class<UserDocument> getResourceClass() {
        return UserDocument.class;
    }

    @Override
    public List<Class<? extends ScimExtension>> getExtensionList() {
        return EXTENSIONS;
    }

    @Override
    public StoredUser create(UserDocument user) {
        WrittenDocument written = parts.reader().read(user.json());
        User created = parts.users()
                .create(
                        caller.organization(),
                        writes.created(written),
                        role -> writes.created(written.with(role)),
                        caller.actor());
        return stored(created);
    }

    @Override
    public StoredUser get(String id) {
        return stored(parts.users().get(caller.organization(), userId(id)));
    }

    /** Replaces what the client may write (RFC 7644 section 3.5.1), where its preconditions allow it. */
    public StoredUser update(String id, UserDocument user, EntityTags preconditions) {
        WrittenDocument written = parts.reader().read(user.json());
        return change(id, preconditions, stored -> writes.replaced(stored, written));
    }

    /** Changes parts of the User (RFC 7644 section 3.5.2), where the client's preconditions allow it. */
    public StoredUser patch(String id, Patch patch, EntityTags preconditions) {
        return change(id, preconditions, stored -> {
            patch.requireAffordable(stored.document().length());
            return writes.patched(stored, patch);
        });
    }

    /**
     * The page of Users that the client asks for (RFC 7644 section 3.4.2).
     *
     * @throws Refusal TOO_MANY or BUSY if no index serves the search, and too many such searches are running
     */
    public UserPage find(SearchRequest search) {
        String usersUrl = caller.baseUrl() + "/Users/";
        Condition condition = search.filter()
                .map(text -> FilterParser.parse(text, parts.limits().filters()))
                .map(new UserFilter(parts.schemas(), usersUrl)::condition)
                .orElse(EVERYONE);
        UserOrder order = new UserSort(parts.schemas(), usersUrl).order(search.sortBy(), search.sortOrder());
        CursorScope list = new CursorScope(caller.organization(), condition, order);
        int count = Math.min(
                Math.max(0, search.count().orElse(parts.limits().defaultPageSize())),
                parts.limits().maxPageSize());
        return SearchIndexes.serve(condition, order)
                ? page(list, count, search)
                : parts.slowSearches().run(list.organization(), () -> page(list, count, search));
    }

    private UserPage page(CursorScope list, int count, SearchRequest search) {
        return search.cursor()
                .map(cursor -> byCursor(list, count, cursor))
                .orElseGet(() -> byIndex(list, count, search.startIndex().orElse(1)));
    }

    /** RFC 9865 section 2. */
    private UserPage byCursor(CursorScope list, int count, String cursor) {
        CursorPage found = parts.byCursor().page(list, count, cursor);
        long total = parts.users().count(list.organization(), list.condition());
        return new UserPage(total, OptionalInt.empty(), stored(found.users()), found.previous(), found.next());
    }

    /** RFC 7644 section 3.4.2.4. */
    private UserPage byIndex(CursorScope list, int count, int index) {
        int startIndex = Math.max(1, index);
        IndexPaging.Page page = parts.byIndex().page(list, caller.actor().name(), count, startIndex);
        List<StoredUser> users =
                stored(page.users().stream().map(PlacedUser::user).toList());
        return new UserPage(page.total(), OptionalInt.of(startIndex), users, Optional.empty(), Optional.empty());
    }

    private StoredUser change(String id, EntityTags preconditions, Function<User, Optional<UserUpdate>> change) {
        return stored(parts.users().update(caller.organization(), userId(id), caller.actor(), user -> {
            preconditions.requireWritable(user);
            return change.apply(user);
        }));
    }

    /** Removes the User for good (RFC 7644 section 3.6), where the client's preconditions allow it. */
    public void delete(String id, EntityTags preconditions) {
        parts.users().delete(caller.organization(), userId(id), caller.actor(), preconditions::requireWritable);
    }

    private StoredUser stored(User user) {
        return new StoredUser(user, caller.baseUrl(), parts.json());
    }

    private List<StoredUser> stored(List<User> users) {
        return users.stream().map(this::stored).toList();
    }

    @Override
    public UserDocument update(
            String id,
            String version,
            UserDocument user,
            Set<AttributeReference> included,
            Set<AttributeReference> excluded) {
        return update(id, user, EntityTags.ifMatch(Optional.ofNullable(version)));
    }

    @Override
    public UserDocument patch(
            String id,
            String version,
            List<PatchOperation> operations,
            Set<AttributeReference> included,
            Set<AttributeReference> excluded) {
        Patch patch = parts.patches().read(ScimpleMessages.patch(operations));
        return patch(id, patch, EntityTags.ifMatch(Optional.ofNullable(version)));
    }

    @Override
    public FilterResponse<UserDocument> find(Filter filter, PageRequest page, SortRequest sort) {
        return ScimpleMessages.page(find(ScimpleMessages.search(filter, page, sort)));
    }

    @Override
    public void delete(String id) {
        delete(id, EntityTags.none());
    }

    private static UserId userId(String id) {
        return UserId.parse(id)
                .orElseThrow(() -> Refusal.notFound("There is no user with this id in the organization."));
    }
}
