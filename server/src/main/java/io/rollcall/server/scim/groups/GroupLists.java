package io.rollcall.server.scim.groups;

import io.rollcall.server.database.StatementTimeout;
import io.rollcall.server.groups.Group;
import io.rollcall.server.groups.Groups;
import io.rollcall.server.groups.query.GroupColumn;
import io.rollcall.server.groups.query.GroupCondition;
import io.rollcall.server.groups.query.GroupQuery;
import io.rollcall.server.groups.query.GroupQuery.Order;
import io.rollcall.server.groups.query.GroupQuery.Position;
import io.rollcall.server.kernel.GroupId;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.limits.SlowSearches;
import io.rollcall.server.scim.filter.FilterParser;
import io.rollcall.server.scim.filter.UserSort;
import io.rollcall.server.scim.paging.Cursors;
import io.rollcall.server.scim.projection.AttributeSelection;
import io.rollcall.server.scim.schema.GroupSchema;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.ScimCaller;
import io.rollcall.server.scim.scimple.SearchRequest;
import io.rollcall.server.scim.scimple.UserOperations;
import io.rollcall.server.scim.scimple.protocol.ListDocument;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.users.query.ComparisonOperator;
import io.rollcall.server.users.query.PageStart;
import io.rollcall.server.users.query.PageStart.Beside;
import io.rollcall.server.users.query.PageStart.Side;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Lists of Groups: filter, order and paging by index or, forwards only, by cursor (RFC 7644 section 3.4.2, RFC 9865). */
final class GroupLists {
    private static final String TOO_SLOW =
            "The search takes too long, because it reads too many groups. Search with 'eq'"
                    + " for displayName, externalId, id or members.value.";

    private final Groups groups;
    private final UserOperations.Limits limits;
    private final Cursors cursors;
    private final SlowSearches slowSearches;
    private final GroupWriter writer;
    private final long maxPageBytes;
    private final UserSchemas schemas = GroupSchema.schemas();

    GroupLists(
            Groups groups,
            UserOperations.Limits limits,
            Cursors cursors,
            SlowSearches slowSearches,
            GroupWriter writer,
            long maxPageBytes) {
        this.groups = groups;
        this.limits = limits;
        this.cursors = cursors;
        this.slowSearches = slowSearches;
        this.writer = writer;
        this.maxPageBytes = maxPageBytes;
    }

    /** List for which a cursor is valid. */
    private record Scope(OrganizationId organization, GroupCondition condition, Order order) implements Cursors.Scope {
        @Override
        public byte[] bytes() {
            return toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    byte[] find(ScimCaller caller, SearchRequest search, AttributeSelection selection) {
        GroupFilter filter = new GroupFilter(schemas, caller.baseUrl() + "/Groups/");
        GroupCondition condition = search.filter()
                .map(text -> filter.condition(FilterParser.parse(text, limits.filters())))
                .orElse(new GroupCondition.Constant(true));
        boolean descending = UserSort.isDescending(search.sortOrder().orElse("ascending"));
        Order order = search.sortBy()
                .map(name -> new Order(filter.column(name), descending))
                .orElse(Order.BY_ID);
        Scope scope = new Scope(caller.organization(), condition, order);
        try {
            return slowSearches.run(
                    caller.organization(), isIndexed(condition), () -> page(caller, scope, search, selection));
        } catch (StatementTimeout tooSlow) {
            throw new ScimProblem(ScimProblem.Type.TOO_MANY, TOO_SLOW);
        }
    }

    private static boolean isIndexed(GroupCondition condition) {
        if (condition instanceof GroupCondition.And and) {
            return and.terms().stream().anyMatch(GroupLists::isIndexed);
        }
        if (condition instanceof GroupCondition.Or or) {
            return or.terms().stream().allMatch(GroupLists::isIndexed);
        }
        boolean isEqual = condition instanceof GroupCondition.Text text
                && text.relation() == ComparisonOperator.EQUAL
                && text.column() != GroupColumn.VERSION;
        return isEqual || condition instanceof GroupCondition.Constant || condition instanceof GroupCondition.HasMember;
    }

    private byte[] page(ScimCaller caller, Scope scope, SearchRequest search, AttributeSelection selection) {
        int wanted = search.count().orElse(limits.defaultPageSize());
        int count = Math.min(Math.max(0, wanted), limits.maxPageSize());
        Optional<Position> after = search.cursor()
                .filter(cursor -> !cursor.isEmpty())
                .map(cursor -> cursors.take(scope, count, cursor).position())
                .map(position ->
                        new Position(position.key(), new GroupId(position.id().value())));
        int startIndex = Math.max(1, search.startIndex().orElse(1));
        long offset = search.cursor().isPresent() ? 0 : startIndex - 1L;
        List<Group.Placed> found = count == 0
                ? List.of()
                : groups.page(
                        scope.organization(),
                        new GroupQuery(scope.condition(), scope.order(), count + 1, offset, after));
        List<Group> page = found.stream().limit(count).map(Group.Placed::group).toList();
        CountedText text = writer.begin();
        int items = writer.write(text, caller, page, selection, maxPageBytes);
        boolean ends = items == found.size();
        Optional<String> next = search.cursor()
                .filter(cursor -> !ends)
                .map(cursor -> cursors.issue(scope, count, beside(found.get(items - 1))));
        OptionalInt index = search.cursor().isPresent() ? OptionalInt.empty() : OptionalInt.of(startIndex);
        boolean showsEnd = ends && after.isEmpty() && (items > 0 || offset == 0 && count > 0);
        long total = showsEnd ? offset + items : groups.count(scope.organization(), scope.condition());
        StringBuilder begin = new StringBuilder();
        ListDocument.withoutResources(total, index, Optional.empty(), next).begin(begin, items);
        return text.between(begin.toString(), ListDocument.END);
    }

    /** Returns the position after a group. A cursor has the form of one of users: an id, and a key to sort by. */
    private static Beside beside(Group.Placed group) {
        return new Beside(
                Side.AFTER,
                new PageStart.Position(
                        group.key(), new UserId(group.group().id().value())));
    }
}
