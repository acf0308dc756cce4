package io.rollcall.server.scim.filter;

import io.rollcall.server.scim.filter.Filter.And;
import io.rollcall.server.scim.filter.Filter.Comparison;
import io.rollcall.server.scim.filter.Filter.ElementMatch;
import io.rollcall.server.scim.filter.Filter.Not;
import io.rollcall.server.scim.filter.Filter.Operator;
import io.rollcall.server.scim.filter.Filter.Or;
import io.rollcall.server.scim.filter.Filter.Present;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Recursive descent parser of filters (RFC 7644 section 3.4.2.2 with its errata) and PATCH paths (section 3.5.2). */
public final class FilterParser {
    private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z$][A-Za-z0-9$_.:-]*+");
    private static final Pattern SUB_ATTRIBUTE = Pattern.compile("\\.[A-Za-z$][A-Za-z0-9$_-]*+");
    private static final Pattern NUMBER =
            Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]{1,4}+)?");

    private final FilterScanner scanner;
    private final FilterLimits limits;
    private int depth;
    private int terms;
    private boolean insideBrackets;

    private FilterParser(FilterScanner scanner, FilterLimits limits) {
        this.scanner = scanner;
        this.limits = limits;
    }

    /** Parses a text that is a filter as a whole. */
    public static Filter parse(String text, FilterLimits limits) {
        return read(text, limits, ScimProblem.Type.INVALID_FILTER, "filter", FilterParser::filter);
    }

    /** Parses a text that is the path of a PATCH operation as a whole. */
    public static ValuePath parsePath(String text, FilterLimits limits) {
        return read(text, limits, ScimProblem.Type.INVALID_PATH, "path", FilterParser::path);
    }

    private static <T> T read(
            String text, FilterLimits limits, ScimProblem.Type problem, String noun, Function<FilterParser, T> rule) {
        if (text.length() > limits.characters()) {
            throw new ScimProblem(
                    problem,
                    "The %s has %d characters; the maximum is %d.".formatted(noun, text.length(), limits.characters()));
        }
        FilterScanner scanner = new FilterScanner(problem, noun, text);
        T result = rule.apply(new FilterParser(scanner, limits));
        scanner.skipBlanks();
        if (!scanner.atEnd()) {
            throw scanner.expected("the end of the " + noun);
        }
        return result;
    }

    /** {@code PATH = attrPath / valuePath [subAttr]} */
    private ValuePath path() {
        String attribute = attribute();
        if (scanner.peek() != '[') {
            return new ValuePath(attribute, Optional.empty(), Optional.empty());
        }
        return new ValuePath(attribute, Optional.of(elementFilter()), subAttribute());
    }

    /** {@code FILTER = attrExp / logExp / valuePath / *1"not" "(" FILTER ")"}, where {@code or} binds last. */
    private Filter filter() {
        return operands("or", this::conjunction, Or::new);
    }

    private Filter conjunction() {
        return operands("and", this::term, And::new);
    }

    /** {@code logExp = FILTER SP ("and" / "or") SP FILTER}, for one of the two words. */
    private Filter operands(String word, Supplier<Filter> operand, Function<List<Filter>, Filter> joined) {
        List<Filter> operands = new ArrayList<>();
        do {
            operands.add(operand.get());
            scanner.skipBlanks();
        } while (scanner.takeWord(word));
        return operands.size() == 1 ? operands.get(0) : joined.apply(operands);
    }

    private Filter term() {
        scanner.skipBlanks();
        if (scanner.takeWordBeforeParenthesis("not")) {
            return new Not(group());
        }
        if (scanner.peek() == '(') {
            return group();
        }
        String attribute = attribute();
        return scanner.peek() == '[' ? valuePath(attribute) : attributeExpression(attribute);
    }

    private Filter group() {
        return nested('(', ')');
    }

    private Filter nested(char open, char close) {
        if (++depth > limits.depth()) {
            throw scanner.problem("it is nested deeper than the maximum of " + limits.depth() + " levels");
        }
        scanner.require(open);
        Filter inner = filter();
        scanner.skipBlanks();
        if (!scanner.take(close)) {
            throw scanner.expected("\"and\", \"or\" or \"" + close + "\"");
        }
        depth--;
        return inner;
    }

    /**
     * {@code valuePath = attrPath "[" valFilter "]"}, optionally followed by a comparison of the same element, as Microsoft
     * Entra ID writes it: {@code emails[type eq "work"].value eq "x"}.
     */
    private Filter valuePath(String attribute) {
        Filter elements = elementFilter();
        return subAttribute()
                .map(sub -> attributeExpression(sub))
                .<Filter>map(expression -> new ElementMatch(attribute, new And(List.of(elements, expression))))
                .orElseGet(() -> new ElementMatch(attribute, elements));
    }

    /** {@code valFilter = attrExp / logExp / *1"not" "(" valFilter ")"}: a filter without brackets in it. */
    private Filter elementFilter() {
        if (insideBrackets) {
            throw scanner.problem("brackets cannot stand inside brackets");
        }
        insideBrackets = true;
        Filter filter = nested('[', ']');
        insideBrackets = false;
        return filter;
    }

    /** {@code attrExp = (attrPath SP "pr") / (attrPath SP compareOp SP compValue)} */
    private Filter attributeExpression(String attribute) {
        if (++terms > limits.terms()) {
            throw scanner.problem("it has more than the maximum of " + limits.terms() + " comparisons");
        }
        scanner.skipBlanks();
        if (scanner.takeWord("pr")) {
            return new Present(attribute);
        }
        return new Comparison(attribute, operator(), value());
    }

    private Operator operator() {
        String word = scanner.word();
        return Operator.find(word)
                .orElseThrow(() -> scanner.expectedInsteadOf(
                        word, "an operator (eq, ne, co, sw, ew, gt, ge, lt, le or pr) after the attribute"));
    }

    /** {@code compValue = false / null / true / number / string} */
    private Literal value() {
        scanner.skipBlanks();
        if (scanner.peek() == '"') {
            return new Literal.Text(scanner.string());
        }
        if (scanner.takeWord("true")) {
            return new Literal.Bool(true);
        }
        if (scanner.takeWord("false")) {
            return new Literal.Bool(false);
        }
        return scanner.takeWord("null") ? new Literal.Null() : number();
    }

    private Literal number() {
        String word = scanner.word();
        if (!NUMBER.matcher(word).matches()) {
            throw scanner.expectedInsteadOf(word, "a text in double quotes, a number, true, false or null");
        }
        return new Literal.Number(new BigDecimal(word));
    }

    /** {@code attrPath = [URI ":"] ATTRNAME *1subAttr} */
    private String attribute() {
        scanner.skipBlanks();
        String word = scanner.word();
        if (!ATTRIBUTE.matcher(word).matches()) {
            throw scanner.expectedInsteadOf(word, "an attribute name");
        }
        return word;
    }

    /** {@code subAttr = "." ATTRNAME}; empty if there is none. */
    private Optional<String> subAttribute() {
        if (scanner.peek() != '.') {
            return Optional.empty();
        }
        String word = scanner.word();
        if (!SUB_ATTRIBUTE.matcher(word).matches()) {
            throw scanner.expectedInsteadOf(word, "a sub-attribute after the dot");
        }
        return Optional.of(word.substring(1));
    }
}
