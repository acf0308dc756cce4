package io.rollcall.server.scim.filter;

import io.rollcall.server.users.query.ComparisonOperator;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Parsed filter, with attribute names not yet resolved in the schemas (RFC 7644 section 3.4.2.2). */
public sealed interface Filter {

    /** All terms hold; at least two. */
    record And(List<Filter> terms) implements Filter {
        public And {
            terms = List.copyOf(terms);
        }
    }

    /** Any term holds; at least two. */
    record Or(List<Filter> terms) implements Filter {
        public Or {
            terms = List.copyOf(terms);
        }
    }

    /** The term does not hold. */
    record Not(Filter term) implements Filter {}

    /** The attribute's value, or any of its values, satisfies the comparison. */
    record Comparison(String attribute, Operator operator, Literal value) implements Filter {}

    /** The attribute has a value ({@code pr}). */
    record Present(String attribute) implements Filter {}

    /** One and the same element of the multi-valued attribute satisfies the filter: {@code emails[type eq "work"]}. */
    record ElementMatch(String attribute, Filter filter) implements Filter {}

    /** The comparison operators of RFC 7644, table 3. */
    enum Operator {
        EQ,
        NE,
        CO,
        SW,
        EW,
        GT,
        GE,
        LT,
        LE;

        /** Returns the operator of the name, case-insensitive; empty if there is none. */
        static Optional<Operator> find(String name) {
            return Arrays.stream(values())
                    .filter(operator -> operator.name().equalsIgnoreCase(name))
                    .findFirst();
        }

        /** Returns the comparison to make; {@code ne} is that of {@code eq}, for the caller to negate. */
        public ComparisonOperator relation() {
            return switch (this) {
                case EQ, NE -> ComparisonOperator.EQUAL;
                case CO -> ComparisonOperator.CONTAINS;
                case SW -> ComparisonOperator.STARTS_WITH;
                case EW -> ComparisonOperator.ENDS_WITH;
                case GT -> ComparisonOperator.GREATER;
                case GE -> ComparisonOperator.GREATER_OR_EQUAL;
                case LT -> ComparisonOperator.LESS;
                case LE -> ComparisonOperator.LESS_OR_EQUAL;
            };
        }

        /** Returns the operator as written in a filter. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
