package io.rollcall.server.scim.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.scim.filter.Filter.And;
import io.rollcall.server.scim.filter.Filter.Comparison;
import io.rollcall.server.scim.filter.Filter.ElementMatch;
import io.rollcall.server.scim.filter.Filter.Not;
import io.rollcall.server.scim.filter.Filter.Operator;
import io.rollcall.server.scim.filter.Filter.Or;
import io.rollcall.server.scim.filter.Filter.Present;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A printed filter parses back to the same tree, and the worst result of any text is a refusal. */
class FilterRoundTripTest {
    private static final FilterLimits WIDE = new FilterLimits(1_000_000, 100, 10_000);

    @Property(tries = 500)
    void readsBackWhatItPrints(@ForAll("filters") Filter filter) {
        assertThat(FilterParser.parse(FilterPrinter.print(filter), WIDE)).isEqualTo(filter);
    }

    @Property(tries = 200)
    void readsBackThePathsItPrints(@ForAll("paths") ValuePath path) {
        assertThat(FilterParser.parsePath(path.toString(), WIDE)).isEqualTo(path);
    }

    @Property(tries = 500)
    void refusesOrReadsAnyText(@ForAll("nearFilters") String text) {
        try {
            Filter filter = FilterParser.parse(text, FilterLimits.DEFAULT);
            assertThat(FilterParser.parse(FilterPrinter.print(filter), WIDE)).isEqualTo(filter);
        } catch (ScimProblem refused) {
            assertThat(refused.type()).isEqualTo(ScimProblem.Type.INVALID_FILTER);
        }
    }

    @Provide
    Arbitrary<Filter> filters() {
        Arbitrary<Filter> simple = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(4, expressions()), net.jqwik.api.Tuple.of(1, elementMatches()));
        return combined(simple);
    }

    @Provide
    Arbitrary<ValuePath> paths() {
        return Arbitraries.oneOf(
                names().map(name -> new ValuePath(name, Optional.empty(), Optional.empty())),
                Combinators.combine(
                                names(),
                                combined(expressions()),
                                Arbitraries.of("value", "$ref").optional())
                        .as((name, filter, sub) -> new ValuePath(name, Optional.of(filter), sub)));
    }

    @Provide
    Arbitrary<String> nearFilters() {
        return Arbitraries.of(
                        "(",
                        ")",
                        "[",
                        "]",
                        "not",
                        "and",
                        "or",
                        " ",
                        "a",
                        "a.b",
                        "$ref",
                        "eq",
                        "pr",
                        "\"x\"",
                        "\"",
                        "\\",
                        "1e5",
                        "-",
                        "true",
                        "null",
                        ".",
                        ":",
                        "urn:x:2.0:User:a",
                        "é",
                        "\uD83D")
                .list()
                .ofMaxSize(30)
                .map(pieces -> String.join("", pieces));
    }

    private static Arbitrary<Filter> combined(Arbitrary<Filter> simple) {
        return Arbitraries.recursive(
                () -> simple,
                inner -> Arbitraries.oneOf(
                        inner.map(Not::new),
                        inner.list().ofMinSize(2).ofMaxSize(3).map(And::new),
                        inner.list().ofMinSize(2).ofMaxSize(3).map(Or::new)),
                0,
                3);
    }

    private static Arbitrary<Filter> elementMatches() {
        return Combinators.combine(names(), combined(expressions())).as(ElementMatch::new);
    }

    private static Arbitrary<Filter> expressions() {
        return Arbitraries.oneOf(
                names().map(Present::new),
                Combinators.combine(names(), Arbitraries.of(Operator.class), literals())
                        .as(Comparison::new));
    }

    private static Arbitrary<String> names() {
        return Arbitraries.of(
                "userName",
                "name.familyName",
                "groups.$ref",
                "not",
                "pr",
                "eq",
                "and",
                "true",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value");
    }

    private static Arbitrary<Literal> literals() {
        return Arbitraries.oneOf(
                Arbitraries.strings()
                        .filter(text ->
                                text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE))
                        .map(Literal.Text::new),
                Arbitraries.bigDecimals().map(Literal.Number::new),
                Arbitraries.of(true, false).map(Literal.Bool::new),
                Arbitraries.just(new Literal.Null()));
    }
}
