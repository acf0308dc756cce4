package io.rollcall.server.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.filter.Filter;
import io.rollcall.server.scim.filter.Filter.And;
import io.rollcall.server.scim.filter.Filter.Comparison;
import io.rollcall.server.scim.filter.Filter.Not;
import io.rollcall.server.scim.filter.Filter.Operator;
import io.rollcall.server.scim.filter.Filter.Or;
import io.rollcall.server.scim.filter.Filter.Present;
import io.rollcall.server.scim.filter.FilterPrinter;
import io.rollcall.server.scim.filter.Literal;
import io.rollcall.server.scim.schema.AttributeDefinition;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.scim.scimple.protocol.ScimProblem.Type;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** Filter in the brackets of a path, which selects elements of a multi-valued attribute (RFC 7644 sections 3.4.2.2, 3.5.2). */
final class ElementFilter {
    private final AttributeDefinition attribute;
    private final Filter filter;
    private final BiPredicate<JsonNode, FoldedTexts> test;

    private ElementFilter(AttributeDefinition attribute, Filter filter) {
        this.attribute = attribute;
        this.filter = filter;
        this.test = compile(filter);
    }

    /** Returns the compiled filter; refuses unknown sub-attributes and invalid comparisons. */
    static ElementFilter of(AttributeDefinition attribute, Filter filter) {
        return new ElementFilter(attribute, filter);
    }

    /** @param texts keeps the element's texts for the next filter */
    boolean matches(JsonNode element, FoldedTexts texts) {
        return test.test(element, texts);
    }

    /**
     * Returns an element that matches the filter; empty unless the filter consists of {@code eq} terms joined by {@code and}.
     */
    Optional<ObjectNode> template() {
        List<Filter> terms = terms(filter).toList();
        if (!terms.stream().allMatch(ElementFilter::isEquality)) {
            return Optional.empty();
        }
        ObjectNode element = JsonNodeFactory.instance.objectNode();
        terms.forEach(term -> assign((Comparison) term, element));
        return Optional.of(element);
    }

    /** Returns whether the filter is {@code type eq} one of the attribute's canonical values, and nothing else. */
    boolean isCanonicalType() {
        if (!(filter instanceof Comparison comparison)
                || comparison.operator() != Operator.EQ
                || !(comparison.value() instanceof Literal.Text text)) {
            return false;
        }
        AttributeDefinition sub = sub(comparison.attribute());
        return sub.name().equals("type") && sub.canonicalValues().stream().anyMatch(text.value()::equalsIgnoreCase);
    }

    /** Returns the number of comparisons per element. */
    int comparisons() {
        return comparisons(filter);
    }

    private static int comparisons(Filter term) {
        if (term instanceof And and) {
            return and.terms().stream().mapToInt(ElementFilter::comparisons).sum();
        }
        if (term instanceof Or or) {
            return or.terms().stream().mapToInt(ElementFilter::comparisons).sum();
        }
        return term instanceof Not not ? comparisons(not.term()) : 1;
    }

    /** Returns the filter in SCIM syntax, for error messages. */
    @Override
    public String toString() {
        return FilterPrinter.print(filter);
    }

    private static Stream<Filter> terms(Filter filter) {
        return filter instanceof And and ? and.terms().stream().flatMap(ElementFilter::terms) : Stream.of(filter);
    }

    private static boolean isEquality(Filter filter) {
        return filter instanceof Comparison comparison && comparison.operator() == Operator.EQ;
    }

    private void assign(Comparison equality, ObjectNode element) {
        AttributeDefinition sub = sub(equality.attribute());
        new ValueComparison(sub, equality.operator(), equality.value())
                .value()
                .ifPresent(value -> element.set(sub.name(), value));
    }

    private BiPredicate<JsonNode, FoldedTexts> compile(Filter term) {
        if (term instanceof And and) {
            return and.terms().stream()
                    .map(this::compile)
                    .reduce(BiPredicate::and)
                    .orElseThrow();
        }
        if (term instanceof Or or) {
            return or.terms().stream()
                    .map(this::compile)
                    .reduce(BiPredicate::or)
                    .orElseThrow();
        }
        if (term instanceof Not not) {
            return compile(not.term()).negate();
        }
        if (term instanceof Present present) {
            String name = sub(present.attribute()).name();
            return (element, texts) -> element.has(name);
        }
        if (term instanceof Comparison comparison) {
            AttributeDefinition sub = sub(comparison.attribute());
            ValueComparison holds = new ValueComparison(sub, comparison.operator(), comparison.value());
            return (element, texts) -> holds.test(element.path(sub.name()), texts);
        }
        throw new ScimProblem(Type.INVALID_FILTER, "Brackets cannot stand inside brackets.");
    }

    /** Returns the sub-attribute of the name, which may be qualified, as in {@code emails[emails.type eq "work"]}. */
    private AttributeDefinition sub(String name) {
        String outer = attribute.name() + ".";
        String plain = name.regionMatches(true, 0, outer, 0, outer.length()) ? name.substring(outer.length()) : name;
        return attribute
                .subAttribute(plain)
                .orElseThrow(() -> new ScimProblem(
                        Type.INVALID_FILTER,
                        "%s has no sub-attribute \"%s\"; see /Schemas.".formatted(attribute.name(), name)));
    }
}
