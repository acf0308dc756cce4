package io.rollcall.server.scim.filter;

import io.rollcall.server.scim.filter.Filter.And;
import io.rollcall.server.scim.filter.Filter.Comparison;
import io.rollcall.server.scim.filter.Filter.ElementMatch;
import io.rollcall.server.scim.filter.Filter.Not;
import io.rollcall.server.scim.filter.Filter.Or;
import io.rollcall.server.scim.filter.Filter.Present;
import java.util.List;
import java.util.stream.Collectors;

/** Printer of filters, whose text {@link FilterParser} parses to the same filter (RFC 7644 section 3.4.2.2). */
public final class FilterPrinter {
    private FilterPrinter() {}

    public static String print(Filter filter) {
        if (filter instanceof And and) {
            return join(and.terms(), " and ");
        }
        if (filter instanceof Or or) {
            return join(or.terms(), " or ");
        }
        if (filter instanceof Not not) {
            return "not (" + print(not.term()) + ")";
        }
        if (filter instanceof ElementMatch match) {
            return match.attribute() + "[" + print(match.filter()) + "]";
        }
        if (filter instanceof Present present) {
            return present.attribute() + " pr";
        }
        Comparison comparison = (Comparison) filter;
        return comparison.attribute() + " " + comparison.operator() + " " + print(comparison.value());
    }

    private static String join(List<Filter> terms, String word) {
        return terms.stream().map(FilterPrinter::grouped).collect(Collectors.joining(word));
    }

    private static String grouped(Filter term) {
        return term instanceof And || term instanceof Or ? "(" + print(term) + ")" : print(term);
    }

    private static String print(Literal literal) {
        if (literal instanceof Literal.Text text) {
            return quoted(text.value());
        }
        if (literal instanceof Literal.Number number) {
            return number.value().toString();
        }
        return literal instanceof Literal.Bool bool ? String.valueOf(bool.value()) : "null";
    }

    private static String quoted(String value) {
        StringBuilder text = new StringBuilder(value.length() + 2).append('"');
        value.chars().forEach(character -> {
            if (character == '"' || character == '\\') {
                text.append('\\').append((char) character);
            } else if (character < ' ') {
                text.append("\\u%04x".formatted(character));
            } else {
                text.append((char) character);
            }
        });
        return text.append('"').toString();
    }
}
