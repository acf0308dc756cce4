package io.rollcall.server.scim.filter;

import static io.rollcall.server.scim.scimple.protocol.ScimProblem.Type.INVALID_FILTER;

import io.rollcall.server.scim.filter.Filter.And;
import io.rollcall.server.scim.filter.Filter.Comparison;
import io.rollcall.server.scim.filter.Filter.ElementMatch;
import io.rollcall.server.scim.filter.Filter.Not;
import io.rollcall.server.scim.filter.Filter.Operator;
import io.rollcall.server.scim.filter.Filter.Or;
import io.rollcall.server.scim.filter.Filter.Present;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.users.query.Condition;
import io.rollcall.server.users.query.Operand.Member;
import java.util.List;
import java.util.function.Function;

/** Translation of filters to conditions on users, by the schemas (RFC 7644 section 3.4.2.2). */
public final class UserFilter {
    private static final Condition ANYTHING = new Condition.Constant(true);

    private final UserTargets targets;

    /** @param usersUrl URL of {@code /Users} with a trailing slash, as in {@code meta.location} */
    public UserFilter(UserSchemas schemas, String usersUrl) {
        this.targets = new UserTargets(schemas, usersUrl, INVALID_FILTER);
    }

    public Condition condition(Filter filter) {
        return condition(filter, targets::resolve);
    }

    /** @param scope resolves attribute names: inside brackets, sub-attributes */
    private Condition condition(Filter filter, Function<String, UserTarget> scope) {
        if (filter instanceof And and) {
            return new Condition.And(conditions(and.terms(), scope));
        }
        if (filter instanceof Or or) {
            return new Condition.Or(conditions(or.terms(), scope));
        }
        if (filter instanceof Not not) {
            return new Condition.Not(condition(not.term(), scope));
        }
        if (filter instanceof ElementMatch match) {
            return elementMatch(scope.apply(match.attribute()), match.filter());
        }
        if (filter instanceof Present present) {
            return present(scope.apply(present.attribute()));
        }
        Comparison comparison = (Comparison) filter;
        return comparison(scope.apply(comparison.attribute()).comparable(INVALID_FILTER), comparison);
    }

    private List<Condition> conditions(List<Filter> filters, Function<String, UserTarget> scope) {
        return filters.stream().map(filter -> condition(filter, scope)).toList();
    }

    private Condition elementMatch(UserTarget target, Filter filter) {
        if (target.array().isPresent() && target.isWholeElement()) {
            return new Condition.AnyElement(target.array().get(), condition(filter, target::insideBrackets));
        }
        if (target.isComplex()) {
            return new Condition.And(
                    List.of(present(target), condition(filter, name -> targets.resolve(target.name() + "." + name))));
        }
        throw new ScimProblem(
                INVALID_FILTER, "\"%s\" has no sub-attributes to compare in brackets.".formatted(target.name()));
    }

    private Condition present(UserTarget target) {
        if (target.array().isPresent()) {
            Condition element = target.isComplex() ? ANYTHING : new Condition.Present(target.operand());
            return new Condition.AnyElement(target.array().get(), element);
        }
        return target.isComplex() ? presentInPart(target) : new Condition.Present(target.operand());
    }

    private Condition presentInPart(UserTarget target) {
        return new Condition.Or(target.definition().subAttributes().stream()
                .map(sub -> present(targets.resolve(target.name() + "." + sub.name())))
                .toList());
    }

    private Condition comparison(UserTarget target, Comparison comparison) {
        boolean negative = comparison.operator() == Operator.NE;
        if (ComparisonRules.asksForAbsence(target, comparison)) {
            return negative ? present(target) : new Condition.Not(present(target));
        }
        Condition equal = ComparisonRules.condition(target, comparison);
        Condition asked = negative ? new Condition.Not(equal) : equal;
        return target.array().map(array -> any(array, asked, negative)).orElse(asked);
    }

    /** Returns the condition that any element matches. With {@code ne}, an attribute without values matches, too. */
    private static Condition any(Member array, Condition asked, boolean negative) {
        Condition any = new Condition.AnyElement(array, asked);
        return negative
                ? new Condition.Or(List.of(any, new Condition.Not(new Condition.AnyElement(array, ANYTHING))))
                : any;
    }
}
