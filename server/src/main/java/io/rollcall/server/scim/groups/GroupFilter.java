package io.rollcall.server.scim.groups;

import static io.rollcall.server.scim.scimple.protocol.ScimProblem.Type.INVALID_FILTER;

import io.rollcall.server.groups.query.GroupColumn;
import io.rollcall.server.groups.query.GroupCondition;
import io.rollcall.server.scim.filter.DateTimes;
import io.rollcall.server.scim.filter.Filter;
import io.rollcall.server.scim.filter.Filter.And;
import io.rollcall.server.scim.filter.Filter.Comparison;
import io.rollcall.server.scim.filter.Filter.ElementMatch;
import io.rollcall.server.scim.filter.Filter.Not;
import io.rollcall.server.scim.filter.Filter.Operator;
import io.rollcall.server.scim.filter.Filter.Or;
import io.rollcall.server.scim.filter.Filter.Present;
import io.rollcall.server.scim.filter.Literal;
import io.rollcall.server.scim.schema.AttributePath;
import io.rollcall.server.scim.schema.GroupSchema;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.users.query.CaseFolding;
import io.rollcall.server.users.query.ComparisonOperator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Translation of filters to conditions on groups (RFC 7644 section 3.4.2.2). Members are compared by their ids only. */
final class GroupFilter {
    private static final GroupCondition ALWAYS = new GroupCondition.Constant(true);
    private static final GroupCondition NEVER = new GroupCondition.Constant(false);
    private static final Map<String, GroupColumn> COLUMNS = Map.of(
            "id", GroupColumn.ID,
            "displayName", GroupColumn.DISPLAY_NAME,
            "externalId", GroupColumn.EXTERNAL_ID,
            "meta.created", GroupColumn.CREATED,
            "meta.lastModified", GroupColumn.LAST_MODIFIED,
            "meta.version", GroupColumn.VERSION);

    private final UserSchemas schemas;
    private final String groupsUrl;

    /** @param groupsUrl URL of {@code /Groups} with a trailing slash, as in {@code meta.location} */
    GroupFilter(UserSchemas schemas, String groupsUrl) {
        this.schemas = schemas;
        this.groupsUrl = groupsUrl;
    }

    /** Returns the column of an attribute to sort by. */
    GroupColumn column(String name) {
        String path = resolve(name, ScimProblem.Type.INVALID_PATH).toString();
        if (path.equals("meta.location")) {
            return GroupColumn.ID;
        }
        return Optional.ofNullable(COLUMNS.get(path))
                .orElseThrow(() ->
                        new ScimProblem(ScimProblem.Type.INVALID_PATH, "Groups cannot be sorted by \"" + path + "\"."));
    }

    GroupCondition condition(Filter filter) {
        if (filter instanceof And and) {
            return new GroupCondition.And(conditions(and.terms()));
        }
        if (filter instanceof Or or) {
            return new GroupCondition.Or(conditions(or.terms()));
        }
        if (filter instanceof Not not) {
            return new GroupCondition.Not(condition(not.term()));
        }
        if (filter instanceof ElementMatch match) {
            return members(match);
        }
        if (filter instanceof Present present) {
            return present(resolve(present.attribute(), INVALID_FILTER));
        }
        Comparison comparison = (Comparison) filter;
        GroupCondition equal = comparison(resolve(comparison.attribute(), INVALID_FILTER), comparison);
        return comparison.operator() == Operator.NE ? new GroupCondition.Not(equal) : equal;
    }

    private List<GroupCondition> conditions(List<Filter> filters) {
        return filters.stream().map(this::condition).toList();
    }

    private AttributePath resolve(String name, ScimProblem.Type problem) {
        return schemas.resolve(name).orElseThrow(() -> new ScimProblem(problem, schemas.unknown(name)));
    }

    private static boolean isMembers(AttributePath path) {
        return path.attribute().name().equals(GroupSchema.MEMBERS);
    }

    private GroupCondition members(ElementMatch match) {
        AttributePath path = resolve(match.attribute(), INVALID_FILTER);
        if (!isMembers(path) || path.subAttribute().isPresent()) {
            throw refused("\"" + path + "\" has no elements to compare in brackets.");
        }
        return anyOf(MemberFilter.of(match.filter()));
    }

    private static GroupCondition anyOf(MemberFilter filter) {
        return filter.ids()
                .<GroupCondition>map(ids -> ids.isEmpty()
                        ? NEVER
                        : new GroupCondition.Or(ids.stream()
                                .<GroupCondition>map(GroupCondition.HasMember::new)
                                .toList()))
                .orElseGet(GroupCondition.HasMembers::new);
    }

    private GroupCondition present(AttributePath path) {
        if (isMembers(path)) {
            return new GroupCondition.HasMembers();
        }
        return path.toString().equals("externalId") ? new GroupCondition.Present(GroupColumn.EXTERNAL_ID) : ALWAYS;
    }

    /** Treats {@code ne} as {@code eq}, for the caller to negate. */
    private GroupCondition comparison(AttributePath path, Comparison comparison) {
        if (isMembers(path)) {
            return memberComparison(path, comparison);
        }
        boolean absence =
                comparison.value() instanceof Literal.Null || comparison.value().equals(new Literal.Text(""));
        if (absence && isEquality(comparison)) {
            return new GroupCondition.Not(present(path));
        }
        if (!(comparison.value() instanceof Literal.Text text)) {
            throw refused("\"" + path + "\" is compared with a text in double quotes.");
        }
        ComparisonOperator relation = comparison.operator().relation();
        return switch (path.toString()) {
            case "meta.created", "meta.lastModified" -> time(path, relation, text.value());
            case "meta.location" -> new GroupCondition.Location(groupsUrl, relation, text.value());
            case "meta.resourceType" -> fixed(relation, "Group", text.value());
            case "schemas" -> fixed(relation, GroupSchema.URN, text.value());
            case "displayName" ->
                new GroupCondition.Text(GroupColumn.DISPLAY_NAME, relation, CaseFolding.fold(text.value()));
            default ->
                new GroupCondition.Text(
                        Optional.ofNullable(COLUMNS.get(path.toString()))
                                .orElseThrow(() -> refused("\"" + path + "\" has no value of its own to compare.")),
                        relation,
                        text.value());
        };
    }

    private static GroupCondition memberComparison(AttributePath path, Comparison comparison) {
        if (!isEquality(comparison)) {
            throw refused("\"" + path + "\" is compared by eq and ne only.");
        }
        String sub = path.subAttribute().map(part -> part.name()).orElse("value");
        return anyOf(MemberFilter.of(new Comparison(sub, Operator.EQ, comparison.value())));
    }

    private static boolean isEquality(Comparison comparison) {
        return comparison.operator() == Operator.EQ || comparison.operator() == Operator.NE;
    }

    private static GroupCondition time(AttributePath path, ComparisonOperator relation, String text) {
        if (relation.isPattern()) {
            throw refused("\"" + path + "\" cannot be compared by co, sw and ew.");
        }
        return DateTimes.parse(text)
                .map(instant -> new GroupCondition.Time(COLUMNS.get(path.toString()), relation, instant))
                .orElseThrow(() ->
                        refused("\"" + path + "\" is compared with a date and time like \"2026-01-31T09:30:00Z\"."));
    }

    /** Compares a text that is the same for every group. */
    private static GroupCondition fixed(ComparisonOperator relation, String present, String text) {
        int order = present.compareTo(text);
        return new GroupCondition.Constant(
                switch (relation) {
                    case EQUAL -> order == 0;
                    case LESS -> order < 0;
                    case LESS_OR_EQUAL -> order <= 0;
                    case GREATER -> order > 0;
                    case GREATER_OR_EQUAL -> order >= 0;
                    case CONTAINS -> present.contains(text);
                    case STARTS_WITH -> present.startsWith(text);
                    case ENDS_WITH -> present.endsWith(text);
                });
    }

    private static ScimProblem refused(String detail) {
        return new ScimProblem(INVALID_FILTER, detail);
    }
}
