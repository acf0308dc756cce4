package io.rollcall.server.scim.patch;

import static io.rollcall.server.scim.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rollcall.server.scim.filter.FilterLimits;
import io.rollcall.server.scim.filter.FilterParser;
import io.rollcall.server.scim.schema.AttributeDefinition;
import io.rollcall.server.scim.schema.Attributes;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.scim.scimple.protocol.ScimProblem.Type;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Comparisons inside a path's brackets (RFC 7644 section 3.4.2.2, table 3). */
class ElementFilterTest {
    private final AttributeDefinition attribute = AttributeDefinition.simple(
                    "things", AttributeDefinition.Type.COMPLEX, "")
            .with(Attributes.of(List.of(
                    AttributeDefinition.simple("type", AttributeDefinition.Type.STRING, ""),
                    AttributeDefinition.simple("code", AttributeDefinition.Type.STRING, "")
                            .with(AttributeDefinition.Type.STRING, true, List.of()),
                    AttributeDefinition.simple("primary", AttributeDefinition.Type.BOOLEAN, ""),
                    AttributeDefinition.simple("flag", AttributeDefinition.Type.BOOLEAN, ""),
                    AttributeDefinition.simple("size", AttributeDefinition.Type.DECIMAL, ""),
                    AttributeDefinition.simple("key", AttributeDefinition.Type.BINARY, ""),
                    AttributeDefinition.simple("display", AttributeDefinition.Type.STRING, ""))));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type eq 'WORK'",
                "Type eq 'Straße' or things.type EQ 'work'",
                "type ne 'home'",
                "type co 'OR'",
                "type sw 'wo'",
                "type ew 'rk'",
                "type gt 'home' and type ge 'work' and type lt 'x' and type le 'work'",
                "code eq 'Aa' and not (code eq 'aa')",
                "code ne 'aa'",
                "primary eq true",
                "primary eq 'True'",
                "primary ne 'FALSE'",
                "size eq 2.50",
                "size gt 2 and size ge 2.5 and size lt 3 and size le 2.5 and size ne 2",
                "key eq 'TUlJ'",
                "display eq null",
                "display eq ''",
                "type ne ''",
                "flag eq false and flag ne true and flag eq null",
                "display ne 'x'",
                "type ne null and type pr",
                "not (display pr)",
                "type eq 'home' or type eq 'work' and primary eq true",
            })
    void finds(String filter) {
        assertThat(matches(filter)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type eq 'home'",
                "type ne 'Work'",
                "type co 'x'",
                "type sw 'rk'",
                "type ew 'wo'",
                "type gt 'work'",
                "type lt 'work'",
                "code eq 'aa'",
                "code co 'A' and code co 'A ' or code sw 'a'",
                "primary eq false",
                "primary eq 'False'",
                "size eq 2",
                "size lt 2.5",
                "size gt 2.5",
                "display eq 'x'",
                "display co 'x'",
                "display gt 'a'",
                "flag eq true or flag ne false or flag ne null",
                "type eq null",
                "display ne null",
                "display pr",
                "not (type pr)",
                "(type eq 'home' or type eq 'work') and primary eq false",
            })
    void passesOver(String filter) {
        assertThat(matches(filter)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pet eq 'x'",
                "type eq 5",
                "type eq true",
                "type gt null",
                "type co ''",
                "primary eq 'yes'",
                "primary eq 1",
                "primary gt true",
                "size eq '2'",
                "size co 2",
                "key gt 'x'",
            })
    void refusesWhatCannotBeCompared(String filter) {
        ScimProblem problem = catchThrowableOfType(ScimProblem.class, () -> matches(filter));
        assertThat(problem).isNotNull();
        assertThat(problem.type()).isEqualTo(Type.INVALID_FILTER);
    }

    @Test
    void describesTheElementThatItWouldFind() {
        assertThat(filter("type eq 'work' and (primary eq 'True' and display eq null)")
                        .template())
                .contains(json("{'type':'work','primary':true}"));
        assertThat(filter("type eq 'work' or primary eq true").template()).isEmpty();
        assertThat(filter("type ne 'work'").template()).isEmpty();
        assertThat(filter("type eq 'work' and display pr").template()).isEmpty();
    }

    private boolean matches(String filter) {
        return filter(filter)
                .matches(json("{'type':'work','code':'Aa','primary':true,'size':2.5,'key':'TUlJ'}"), new FoldedTexts());
    }

    private ElementFilter filter(String text) {
        return ElementFilter.of(attribute, FilterParser.parse(text.replace('\'', '"'), FilterLimits.DEFAULT));
    }
}
