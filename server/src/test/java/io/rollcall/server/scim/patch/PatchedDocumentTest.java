package io.rollcall.server.scim.patch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.TestJson;
import io.rollcall.server.scim.document.IgnoredMembers;
import io.rollcall.server.scim.filter.FilterLimits;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** The caches shared by the changes of a PATCH, of indexed elements and folded texts, do not affect its result. */
class PatchedDocumentTest {
    private static final int MANY = 40;
    private static final String LONG = "Long".repeat(100);

    @Property(tries = 1_000)
    void makesTheChangesAsIfEachStoodAlone(@ForAll("operations") @Size(max = 12) List<String> operations) {
        assertThat(result(operations, true)).isEqualTo(result(operations, false));
    }

    @Provide
    Arbitrary<List<String>> operations() {
        Arbitrary<String> attribute = Arbitraries.of("emails", "ims", "addresses");
        Arbitrary<String> member = Arbitraries.of("value", "display", "type");
        Arbitrary<String> text = Arbitraries.of("a", "b", "A", LONG, "lONG".repeat(100), "\u00c9", "\u00e9");
        return Arbitraries.oneOf(List.of(
                        Combinators.combine(attribute, text, text, Arbitraries.of("", ",'primary':true"))
                                .as(PatchedDocumentTest::add),
                        Combinators.combine(attribute, text).as(PatchedDocumentTest::removeChosen),
                        Combinators.combine(attribute, text).as(PatchedDocumentTest::removeListed),
                        Combinators.combine(attribute, text, text).as(PatchedDocumentTest::setChosen),
                        Combinators.combine(attribute, text).as(PatchedDocumentTest::setAll),
                        Combinators.combine(attribute, text).as(PatchedDocumentTest::replace),
                        attribute.map("{'op':'remove','path':'%s'}"::formatted),
                        member.map("{'op':'replace','path':'title','value':'%s'}"::formatted)))
                .list();
    }

    private static String add(String attribute, String value, String type, String primary) {
        return "{'op':'add','path':'%s','value':[{'%s':'%s','type':'%s'%s}]}"
                .formatted(attribute, text(attribute), value, type, primary);
    }

    private static String removeChosen(String attribute, String value) {
        return "{'op':'remove','path':'%s[%s eq \\'%s\\']'}".formatted(attribute, text(attribute), value);
    }

    private static String removeListed(String attribute, String value) {
        return "{'op':'remove','path':'%s','value':[{'%s':'%s'}]}".formatted(attribute, text(attribute), value);
    }

    private static String setChosen(String attribute, String chosen, String value) {
        return "{'op':'add','path':'%s[type eq \\'%s\\'].%s','value':'%s'}"
                .formatted(attribute, chosen, text(attribute), value);
    }

    private static String setAll(String attribute, String value) {
        return "{'op':'add','path':'%s.type','value':'%s'}".formatted(attribute, value);
    }

    private static String replace(String attribute, String value) {
        return "{'op':'replace','path':'%s','value':[{'%s':'%s'}]}".formatted(attribute, text(attribute), value);
    }

    /** Addresses have no value, so all their members together are their identity. */
    private static String text(String attribute) {
        return attribute.equals("addresses") ? "locality" : "value";
    }

    /** Returns the changed document, or the refusal. */
    private static String result(List<String> operations, boolean together) {
        ObjectNode user = user();
        PatchedDocument shared = new PatchedDocument(user);
        ChangePlan plan =
                new ChangePlan(new TargetReader(PatchedUser.SCHEMAS, FilterLimits.DEFAULT), new IgnoredMembers());
        try {
            for (String operation : operations) {
                ObjectNode written = (ObjectNode)
                        PatchedUser.operations(operation).path("Operations").get(0);
                for (Change change : plan.of(Operation.read(written))) {
                    change.applyTo(together ? shared : new PatchedDocument(user));
                }
            }
        } catch (ScimProblem problem) {
            return problem.getMessage();
        }
        return user.toString();
    }

    /** So many emails that their texts are kept. */
    private static ObjectNode user() {
        ObjectNode user = TestJson.json("{'userName':'jane','title':'Boss','ims':[{'value':'a','type':'a'}],"
                + "'addresses':[{'locality':'a','primary':true},{'locality':'b'}]}");
        IntStream.range(0, MANY).forEach(number -> user.withArray("emails")
                .addObject()
                .put("value", number % 2 == 0 ? "e" + number : "E" + number)
                .put("type", number % 3 == 0 ? "a" : LONG));
        return user;
    }
}
