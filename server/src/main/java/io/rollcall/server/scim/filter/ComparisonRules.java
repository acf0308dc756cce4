package io.rollcall.server.scim.filter;

import static io.rollcall.server.scim.scimple.protocol.ScimProblem.Type.INVALID_FILTER;

import io.rollcall.server.scim.filter.Filter.Comparison;
import io.rollcall.server.scim.filter.Filter.Operator;
import io.rollcall.server.scim.schema.AttributeDefinition.Type;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.users.query.CaseFolding;
import io.rollcall.server.users.query.Condition;
import io.rollcall.server.users.query.UserAttribute;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Rules for comparisons by attribute type: allowed operators and values, and their conditions (RFC 7644, table 3). */
final class ComparisonRules {
    private static final Set<Operator> EQUALITY = EnumSet.of(Operator.EQ, Operator.NE);
    private static final Set<Operator> ORDER = EnumSet.of(Operator.GT, Operator.GE, Operator.LT, Operator.LE);
    private static final Map<Type, Set<Operator>> OPERATORS = Map.of(
            Type.STRING, EnumSet.allOf(Operator.class),
            Type.REFERENCE, EnumSet.allOf(Operator.class),
            Type.BINARY, EnumSet.complementOf(EnumSet.copyOf(ORDER)),
            Type.BOOLEAN, EQUALITY,
            Type.DATE_TIME, EnumSet.complementOf(EnumSet.of(Operator.CO, Operator.SW, Operator.EW)));

    private ComparisonRules() {}

    /** Returns whether the value is null or empty, so that the comparison tests for absence. */
    static boolean asksForAbsence(UserTarget target, Comparison comparison) {
        requireSuited(target, comparison);
        boolean absence = comparison.value() instanceof Literal.Null
                || isText(target) && comparison.value().equals(new Literal.Text(""));
        return absence && EQUALITY.contains(comparison.operator());
    }

    /** Returns the condition on a single value; treats {@code ne} as {@code eq}, for the caller to negate. */
    static Condition condition(UserTarget target, Comparison comparison) {
        requireSuited(target, comparison);
        return switch (target.definition().type()) {
            case BOOLEAN -> flag(target, comparison.value());
            case DATE_TIME -> time(target, comparison);
            default -> text(target, comparison);
        };
    }

    private static void requireSuited(UserTarget target, Comparison comparison) {
        Set<Operator> suited = OPERATORS.getOrDefault(target.definition().type(), Set.of());
        if (!suited.contains(comparison.operator())) {
            String others = suited.stream().sorted().map(Operator::toString).collect(Collectors.joining(", "));
            throw new ScimProblem(
                    INVALID_FILTER,
                    "\"%s\" cannot be compared with %s. Use one of: %s."
                            .formatted(target.name(), comparison.operator(), others));
        }
    }

    private static boolean isText(UserTarget target) {
        Type type = target.definition().type();
        return type != Type.BOOLEAN && type != Type.DATE_TIME;
    }

    private static Condition text(UserTarget target, Comparison comparison) {
        if (!(comparison.value() instanceof Literal.Text text)) {
            throw wrongValue(target, "a text in double quotes");
        }
        String value = target.definition().caseExact() ? text.value() : CaseFolding.fold(text.value());
        return new Condition.Text(target.operand(), comparison.operator().relation(), value);
    }

    private static Condition flag(UserTarget target, Literal literal) {
        Condition yes = new Condition.True(target.operand());
        return isTrue(target, literal) ? yes : new Condition.Not(yes);
    }

    /** Reads a boolean, which Microsoft Entra ID writes as the text "True" or "False". */
    private static boolean isTrue(UserTarget target, Literal literal) {
        if (literal instanceof Literal.Bool bool) {
            return bool.value();
        }
        if (literal instanceof Literal.Text text && text.value().matches("(?i)true|false")) {
            return text.value().equalsIgnoreCase("true");
        }
        throw wrongValue(target, "true or false");
    }

    private static Condition time(UserTarget target, Comparison comparison) {
        if (comparison.value() instanceof Literal.Text text && target.operand() instanceof UserAttribute attribute) {
            return new Condition.Time(
                    attribute,
                    comparison.operator().relation(),
                    DateTimes.parse(text.value()).orElseThrow(() -> wrongTime(target)));
        }
        throw wrongTime(target);
    }

    private static ScimProblem wrongTime(UserTarget target) {
        return wrongValue(target, "a date and time like \"2026-01-31T09:30:00Z\"");
    }

    private static ScimProblem wrongValue(UserTarget target, String suited) {
        return new ScimProblem(INVALID_FILTER, "\"%s\" is compared with %s.".formatted(target.name(), suited));
    }
}
