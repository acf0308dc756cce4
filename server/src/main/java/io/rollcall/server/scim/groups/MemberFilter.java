package io.rollcall.server.scim.groups;

import io.rollcall.server.kernel.UserId;
import io.rollcall.server.scim.filter.Filter;
import io.rollcall.server.scim.filter.Filter.And;
import io.rollcall.server.scim.filter.Filter.Comparison;
import io.rollcall.server.scim.filter.Filter.Operator;
import io.rollcall.server.scim.filter.Filter.Or;
import io.rollcall.server.scim.filter.Literal;
import io.rollcall.server.scim.schema.GroupSchema;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.scim.scimple.protocol.ScimProblem.Type;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Filter in the brackets of {@code members[value eq "id"]}. It names members by their ids, so that no other member need be read:
 * other filters are refused.
 *
 * @param ids the members that match; empty for all
 */
record MemberFilter(Optional<Set<UserId>> ids) {
    private static final String OUTER = GroupSchema.MEMBERS + ".";

    /** @throws ScimProblem INVALID_FILTER if the filter does not name members by their ids */
    static MemberFilter of(Filter filter) {
        if (filter instanceof Or or) {
            return or.terms().stream()
                    .map(MemberFilter::of)
                    .reduce(MemberFilter::or)
                    .orElseThrow();
        }
        if (filter instanceof And and) {
            return and.terms().stream()
                    .map(MemberFilter::of)
                    .reduce(MemberFilter::and)
                    .orElseThrow();
        }
        if (filter instanceof Comparison comparison && comparison.operator() == Operator.EQ) {
            return of(comparison);
        }
        throw unsupported();
    }

    private static MemberFilter of(Comparison comparison) {
        String name = comparison.attribute();
        String sub = name.regionMatches(true, 0, OUTER, 0, OUTER.length()) ? name.substring(OUTER.length()) : name;
        if (!(comparison.value() instanceof Literal.Text text)) {
            throw unsupported();
        }
        if (sub.equalsIgnoreCase("value")) {
            return new MemberFilter(
                    Optional.of(UserId.parse(text.value()).map(Set::of).orElse(Set.of())));
        }
        if (sub.equalsIgnoreCase("type")) {
            return new MemberFilter(text.value().equalsIgnoreCase("User") ? Optional.empty() : Optional.of(Set.of()));
        }
        throw unsupported();
    }

    private MemberFilter or(MemberFilter other) {
        if (ids.isEmpty() || other.ids.isEmpty()) {
            return new MemberFilter(Optional.empty());
        }
        Set<UserId> either = new LinkedHashSet<>(ids.get());
        either.addAll(other.ids.get());
        return new MemberFilter(Optional.of(either));
    }

    private MemberFilter and(MemberFilter other) {
        if (ids.isEmpty()) {
            return other;
        }
        Set<UserId> both = new LinkedHashSet<>(ids.get());
        other.ids.ifPresent(both::retainAll);
        return new MemberFilter(Optional.of(both));
    }

    private static ScimProblem unsupported() {
        return new ScimProblem(
                Type.INVALID_FILTER,
                "Members can be selected by their ids only, such as members[value eq \"id\"]; terms can be joined by"
                        + " 'or'.");
    }
}
